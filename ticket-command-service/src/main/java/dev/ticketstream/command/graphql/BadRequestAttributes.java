package dev.ticketstream.command.graphql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/**
 * Says in GraphQL's form what is wrong with a body that is no GraphQL request. Such a body is
 * refused before GraphQL sees it, and Boot's own answer would name no reason.
 */
@Component
class BadRequestAttributes extends DefaultErrorAttributes {

  @Override
  public Map<String, @Nullable Object> getErrorAttributes(
      WebRequest request, ErrorAttributeOptions options) {
    Map<String, @Nullable Object> attributes = super.getErrorAttributes(request, options);
    if (!Integer.valueOf(HttpStatus.BAD_REQUEST.value()).equals(attributes.get("status"))
        || !"/graphql".equals(attributes.get("path"))) {
      return attributes;
    }
    return Map.of(
        "errors",
        List.of(
            Map.of(
                "message",
                "The body must be a JSON object with a text \"query\" and, if need be, an object"
                    + " \"variables\" and a text \"operationName\".",
                "extensions",
                Map.of("code", "INVALID_INPUT"))));
  }
}
