package dev.ticketstream.gateway.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes an HTTP connection on which no whole request arrives in time, be it silent or slow. It is
 * not put off by single bytes, as a timeout on reading is, and is gone once the connection is a
 * WebSocket, whose session has deadlines of its own.
 */
final class RequestDeadline extends ChannelDuplexHandler {

  private final Duration timeout;
  private @Nullable Future<?> pending;

  /**
   * Requests that were read and have no answer yet: a client may send the next one before it has
   * the last one's. Negative when an answer was written before the request's end was read.
   */
  private int unanswered;

  /**
   * @param timeout from the connection's beginning, or the last answer, to the request's last byte
   */
  RequestDeadline(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel().isActive()) {
      begin(context);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    begin(context);
    super.channelActive(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof LastHttpContent) {
      end();
      unanswered++;
      beginIfAllAreAnswered(context);
    }
    super.channelRead(context, message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    HttpResponseStatus status =
        message instanceof HttpResponse response ? response.status() : HttpResponseStatus.OK;
    boolean upgraded = status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    boolean last =
        message instanceof LastHttpContent && status.codeClass() != HttpStatusClass.INFORMATIONAL;
    super.write(context, message, promise);
    if (upgraded) {
      context.pipeline().remove(this);
    } else if (last) {
      unanswered--;
      beginIfAllAreAnswered(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    end();
    super.channelInactive(context);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end();
  }

  private void beginIfAllAreAnswered(ChannelHandlerContext context) {
    if (unanswered == 0) {
      begin(context);
    }
  }

  private void begin(ChannelHandlerContext context) {
    if (pending == null && context.channel().isActive()) {
      pending =
          context
              .executor()
              .schedule(
                  () -> {
                    var _ = context.close();
                  },
                  timeout.toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  private void end() {
    if (pending != null) {
      pending.cancel(false);
      pending = null;
    }
  }
}
