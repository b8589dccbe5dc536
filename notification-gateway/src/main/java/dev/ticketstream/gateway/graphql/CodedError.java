package dev.ticketstream.gateway.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error as clients see it: its extensions are a code of our vocabulary, and details to it. */
final class CodedError implements GraphQLError {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String message;
  private final transient List<SourceLocation> locations;
  private final transient @Nullable List<Object> path;
  private final transient Map<String, Object> extensions;

  CodedError(
      ErrorCode code,
      String message,
      @Nullable List<SourceLocation> locations,
      @Nullable List<Object> path,
      Map<String, Object> details) {
    this.code = code;
    this.message = message;
    this.locations = locations == null ? List.of() : List.copyOf(locations);
    this.path = path == null ? null : List.copyOf(path);
    this.extensions = new LinkedHashMap<>();
    this.extensions.put("code", code.name());
    this.extensions.putAll(details);
  }

  /** The same error of a field: without its path graphql-java would add an error of its own. */
  CodedError at(@Nullable SourceLocation location, List<Object> fieldPath) {
    Map<String, Object> details = new LinkedHashMap<>(extensions);
    details.remove("code");
    return new CodedError(
        code, message, location == null ? null : List.of(location), fieldPath, details);
  }

  ErrorCode code() {
    return code;
  }

  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public List<SourceLocation> getLocations() {
    return locations;
  }

  @Override
  @SuppressWarnings("NullAway") // graphql-java is not annotated here; null means "no path"
  public @Nullable List<Object> getPath() {
    return path;
  }

  @Override
  public Map<String, Object> getExtensions() {
    return extensions;
  }

  /** graphql-java asks for one; clients are shown the code instead. */
  @Override
  public ErrorClassification getErrorType() {
    return ErrorType.DataFetchingException;
  }

  @Override
  public Map<String, Object> toSpecification() {
    Map<String, Object> specification = new LinkedHashMap<>();
    specification.put("message", message);
    if (!locations.isEmpty()) {
      specification.put(
          "locations",
          locations.stream()
              .map(at -> Map.of("line", at.getLine(), "column", at.getColumn()))
              .toList());
    }
    if (path != null) {
      specification.put("path", path);
    }
    specification.put("extensions", extensions);
    return specification;
  }
}
