package dev.ticketstream.command.graphql;

import dev.ticketstream.command.http.ProblemDocument;
import dev.ticketstream.command.ticket.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies of {@code /graphql} that are too large, with 413 and without reading more than the
 * limit. Runs after authentication.
 */
@Component
class RequestSizeFilter extends OncePerRequestFilter {

  private final int requestSizeMax;
  private final LimitRefusals refusals;

  RequestSizeFilter(GraphQlLimits limits, LimitRefusals refusals) {
    this.refusals = refusals;
    this.requestSizeMax = Math.toIntExact(limits.requestSizeMax().toBytes());
  }

  /** By the decoded path, as controllers are chosen: {@code /%67raphql} leads there too. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"POST".equals(request.getMethod()) || !"/graphql".equals(request.getServletPath());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] body =
        request.getContentLengthLong() > requestSizeMax
            ? null
            : request.getInputStream().readNBytes(requestSizeMax + 1);
    if (body == null || body.length > requestSizeMax) {
      refuse(response);
    } else if (isNull(body)) {
      // Valid JSON that Spring for GraphQL hands on as no request at all.
      response.sendError(HttpStatus.BAD_REQUEST.value());
    } else {
      chain.doFilter(new BufferedRequest(request, body), response);
    }
  }

  private static boolean isNull(byte[] body) {
    return body.length < 100 && new String(body, StandardCharsets.UTF_8).strip().equals("null");
  }

  private void refuse(HttpServletResponse response) throws IOException {
    String message =
        "The request has more than %d bytes; send less at once.".formatted(requestSizeMax);
    refusals.of("request-size-max", requestSizeMax, message);
    ProblemDocument.write(
        response, HttpStatus.CONTENT_TOO_LARGE, ErrorCode.LIMIT_EXCEEDED.name(), message);
  }

  /** The request with the body that was read. */
  private static final class BufferedRequest extends HttpServletRequestWrapper {

    private final byte[] body;

    BufferedRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      return new BufferedStream(body);
    }
  }

  private static final class BufferedStream extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    BufferedStream(byte[] body) {
      this.bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("requests are read synchronously");
    }
  }
}
