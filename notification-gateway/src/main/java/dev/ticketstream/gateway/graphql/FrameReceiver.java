package dev.ticketstream.gateway.graphql;

import dev.ticketstream.gateway.wire.CloseCause;
import dev.ticketstream.gateway.wire.CloseCode;
import dev.ticketstream.gateway.wire.CloseReason;
import dev.ticketstream.gateway.wire.Session;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Gives a session its client's messages, one after the other: what a client sends while one waits
 * for its turn is not read. A handler of Netty's, because tens of thousands of idle connections
 * would each keep a chain of Reactor's operators. Close frames and pings are left to Reactor Netty.
 */
final class FrameReceiver extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(FrameReceiver.class);

  private final Session session;
  private final int messageBytesMax;

  /** The message that waits for its turn. */
  private @Nullable Disposable taking;

  /** Came with it before reading stopped. */
  private @Nullable Queue<WebSocketFrame> waiting;

  /**
   * @param messageBytesMax largest message
   */
  FrameReceiver(Session session, int messageBytesMax) {
    this.session = session;
    this.messageBytesMax = messageBytesMax;
  }

  /** Reactor Netty has stopped reading, until someone subscribes. */
  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(true);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof TextWebSocketFrame
        || message instanceof BinaryWebSocketFrame
        || message instanceof PongWebSocketFrame) {
      WebSocketFrame frame = (WebSocketFrame) message;
      if (taking == null) {
        take(context, frame);
      } else {
        wait(frame);
      }
    } else {
      super.channelRead(context, message);
    }
  }

  private void wait(WebSocketFrame frame) {
    Queue<WebSocketFrame> queue = waiting;
    if (queue == null) {
      queue = new ArrayDeque<>();
      waiting = queue;
    }
    queue.add(frame);
  }

  private void take(ChannelHandlerContext context, WebSocketFrame frame) {
    Mono<Void> taken;
    try {
      taken = receive(frame);
    } catch (RuntimeException | Error e) {
      // Nobody else would see it when this frame had waited: the one before it has been taken.
      exceptionCaught(context, e);
      return;
    } finally {
      frame.release();
    }
    Disposable pending =
        taken.subscribe(null, error -> exceptionCaught(context, error), () -> goOn(context));
    if (!pending.isDisposed()) {
      taking = pending;
      context.channel().config().setAutoRead(false);
    }
  }

  /** Takes up what has come meanwhile. A message that was taken at once changes nothing here. */
  private void goOn(ChannelHandlerContext context) {
    if (taking == null) {
      return;
    }
    taking = null;
    Queue<WebSocketFrame> queue = waiting;
    while (queue != null && taking == null) {
      WebSocketFrame next = queue.poll();
      if (next == null) {
        waiting = null;
        break;
      }
      take(context, next);
    }
    if (taking == null) {
      context.channel().config().setAutoRead(true);
    }
  }

  private Mono<Void> receive(WebSocketFrame frame) {
    if (frame instanceof PongWebSocketFrame) {
      session.receivePong();
      return Mono.empty();
    }
    if (frame instanceof BinaryWebSocketFrame) {
      session.close(new CloseReason(CloseCode.BAD_REQUEST, "Only text messages are supported"));
      return Mono.empty();
    }
    if (frame.content().readableBytes() > messageBytesMax) {
      session.close(tooLarge(CloseCause.MESSAGE_TOO_LARGE));
      return Mono.empty();
    }
    try {
      byte[] message = message(frame);
      if (message == null) {
        session.close(tooLarge(CloseCause.INFLATED_TOO_LARGE));
        return Mono.empty();
      }
      return session.receive(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString());
    } catch (CharacterCodingException _) {
      session.close(new CloseReason(CloseCode.BAD_REQUEST, "Message is not UTF-8"));
    } catch (DataFormatException _) {
      session.close(new CloseReason(CloseCode.INVALID_PAYLOAD, "Message cannot be inflated"));
    }
    return Mono.empty();
  }

  /** The message, {@code null} if it becomes too large when it is inflated. */
  private byte @Nullable [] message(WebSocketFrame frame) throws DataFormatException {
    byte[] bytes = ByteBufUtil.getBytes(frame.content());
    // FrameGuard lets only the reserved bit through that says that it is compressed.
    return frame.rsv() == 0 ? bytes : MessageInflater.inflate(bytes, messageBytesMax);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
    if (error instanceof TooLongFrameException) {
      session.close(tooLarge(CloseCause.MESSAGE_TOO_LARGE));
      return;
    }
    if (error instanceof CorruptedWebSocketFrameException corrupted) {
      // Netty has sent the close frame.
      session.failed(
          corrupted.closeStatus().code() == CloseCode.MESSAGE_TOO_BIG.code()
              ? CloseCause.FRAME_TOO_LARGE
              : CloseCause.PROTOCOL_ERROR);
      ChannelUpgradeStrategy.sendClose(context.channel(), WebSocketCloseStatus.NORMAL_CLOSURE);
    } else if (error instanceof CodecException || error instanceof IOException) {
      log.debug("A connection broke", error);
      session.disconnected();
      ChannelUpgradeStrategy.sendClose(context.channel(), WebSocketCloseStatus.NORMAL_CLOSURE);
    } else {
      log.error("A message could not be taken; the connection is closed", error);
      session.close(CloseReason.of(CloseCode.INTERNAL_ERROR));
    }
    forgetWaiting();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == FrameGuard.Event.PROTOCOL_ERROR) {
      session.failed(CloseCause.PROTOCOL_ERROR);
      forgetWaiting();
    } else {
      super.userEventTriggered(context, event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    session.disconnected();
    forgetWaiting();
    super.channelInactive(context);
  }

  private void forgetWaiting() {
    if (taking != null) {
      taking.dispose();
    }
    Queue<WebSocketFrame> queue = waiting;
    if (queue != null) {
      // Emptied, since one of them may just be taken from it.
      for (WebSocketFrame frame = queue.poll(); frame != null; frame = queue.poll()) {
        frame.release();
      }
    }
  }

  private CloseReason tooLarge(CloseCause cause) {
    return new CloseReason(cause, "Message is larger than %d bytes".formatted(messageBytesMax));
  }
}
