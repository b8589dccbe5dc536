package dev.ticketstream.command.attachment;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Hangs up when an answer fails after it has begun. Tomcat itself would include the error's page
 * into it first: where no more is missing of a file than that page is long, the client would take
 * the page for the file's end.
 */
final class BrokenAnswerValve extends ValveBase {

  BrokenAnswerValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (failure != null && response.isCommitted()) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, failure);
    }
  }
}
