package dev.ticketstream.command.graphql;

import static dev.ticketstream.command.ticket.CommandRejectedException.invalid;
import static dev.ticketstream.command.ticket.CommandRejectedException.tooLarge;

import dev.ticketstream.command.ticket.CommandEnvelope;
import dev.ticketstream.command.ticket.CommandRejectedException;
import dev.ticketstream.command.ticket.ConflictPolicy;
import dev.ticketstream.command.ticket.TextRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input object, whose types GraphQL has checked, and refuses what its fields must not say.
 * An absent field and a {@code null} are the same.
 */
final class InputReader {

  /** Longest user or team id, in characters. */
  private static final int ID_LENGTH_MAX = 200;

  /** Most elements of a list in an input. */
  private static final int LIST_SIZE_MAX = 100;

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Map<String, Object> fields;
  private final String prefix;

  /**
   * @param fields the input object
   * @param name the argument's name, for error paths
   */
  InputReader(Map<String, Object> fields, String name) {
    this.fields = fields;
    this.prefix = name;
  }

  /** The path of a field, for error messages. */
  String path(String field) {
    return prefix + "." + field;
  }

  /** A text, unchecked. */
  @Nullable String text(String field) {
    return (String) fields.get(field);
  }

  /** A text that the schema requires, unchecked. */
  String requiredText(String field) {
    return required(field, text(field));
  }

  @Nullable Boolean flag(String field) {
    return (Boolean) fields.get(field);
  }

  @Nullable Instant time(String field) {
    return (Instant) fields.get(field);
  }

  /** The id of a user or a team. */
  @Nullable String id(String field) {
    String text = text(field);
    return text == null ? null : TextRules.line(text, ID_LENGTH_MAX, path(field));
  }

  /** The id of a user or a team, or {@code null}, which must be said. */
  @Nullable String idOrExplicitNull(String field) {
    if (!fields.containsKey(field)) {
      throw invalid("Say null if it shall be none.", path(field));
    }
    return id(field);
  }

  String requiredId(String field) {
    return required(field, id(field));
  }

  /** The id of a ticket or a comment. */
  @Nullable UUID uuid(String field) {
    String text = text(field);
    return text == null ? null : parseUuid(text, path(field));
  }

  UUID requiredUuid(String field) {
    return required(field, uuid(field));
  }

  static UUID parseUuid(String text, String path) {
    if (!UUID_TEXT.matcher(text).matches()) {
      throw invalid("This is not an id.", path);
    }
    return UUID.fromString(text);
  }

  /** A value of an enum that has the same names as the schema's. */
  <E extends Enum<E>> @Nullable E constant(Class<E> type, String field) {
    String name = text(field);
    return name == null ? null : Enum.valueOf(type, name);
  }

  <E extends Enum<E>> E requiredConstant(Class<E> type, String field) {
    return required(field, constant(type, field));
  }

  <E extends Enum<E>> @Nullable List<E> constants(Class<E> type, String field) {
    List<String> names = texts(field);
    return names == null ? null : names.stream().map(name -> Enum.valueOf(type, name)).toList();
  }

  /** Texts, each checked to be one line that can be an id or a tag. */
  @Nullable List<String> ids(String field) {
    List<String> texts = texts(field);
    if (texts == null) {
      return null;
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      ids.add(TextRules.line(texts.get(i), ID_LENGTH_MAX, path(field) + "[" + i + "]"));
    }
    return ids;
  }

  /** Texts, unchecked but for their number. */
  @SuppressWarnings("unchecked") // the schema says so
  @Nullable List<String> texts(String field) {
    List<String> texts = (List<String>) fields.get(field);
    if (texts != null && texts.size() > LIST_SIZE_MAX) {
      throw tooLarge("The list has more than %d elements.".formatted(LIST_SIZE_MAX), path(field));
    }
    return texts;
  }

  /** Input objects in a list, whose paths name their places in it. */
  @SuppressWarnings("unchecked") // the schema says so
  List<InputReader> objects(String field, int sizeMax) {
    List<Map<String, Object>> objects =
        (List<Map<String, Object>>) fields.getOrDefault(field, List.of());
    if (objects.size() > sizeMax) {
      throw tooLarge("The list has more than %d elements.".formatted(sizeMax), path(field));
    }
    List<InputReader> readers = new ArrayList<>(objects.size());
    for (Map<String, Object> object : objects) {
      readers.add(new InputReader(object, path(field) + "[" + readers.size() + "]"));
    }
    return readers;
  }

  /** A short text of one line, such as a command's id. */
  @Nullable String label(String field) {
    String text = text(field);
    return text == null ? null : TextRules.line(text, CommandEnvelope.ID_LENGTH_MAX, path(field));
  }

  @Nullable Integer expectedVersion() {
    Integer version = (Integer) fields.get("expectedVersion");
    if (version != null && version < 1) {
      throw invalid("Versions begin with 1.", path("expectedVersion"));
    }
    return version;
  }

  /** What is asked for, to compare a retry with; {@code null} where there can be none. */
  @Nullable String fingerprint() {
    return text("commandId") == null ? null : CommandFingerprint.of(fields);
  }

  ConflictPolicy onConflict() {
    ConflictPolicy policy = constant(ConflictPolicy.class, "onConflict");
    return policy == null ? ConflictPolicy.REJECT : policy;
  }

  /** A JSON object. */
  @Nullable Map<?, ?> object(String field) {
    Object value = fields.get(field);
    if (value != null && !(value instanceof Map)) {
      throw invalid("This must be a JSON object.", path(field));
    }
    return (Map<?, ?>) value;
  }

  Map<String, String> metadata() {
    Map<?, ?> object = object("metadata");
    Map<String, String> metadata = new LinkedHashMap<>();
    if (object == null) {
      return metadata;
    }
    if (object.size() > CommandEnvelope.METADATA_ENTRIES_MAX) {
      throw tooLarge(
          "metadata has at most %d entries.".formatted(CommandEnvelope.METADATA_ENTRIES_MAX),
          path("metadata"));
    }
    object.forEach((key, value) -> metadata.put(metadataKey(key), metadataValue(value)));
    return metadata;
  }

  private String metadataKey(Object key) {
    return TextRules.line(
        key.toString(), CommandEnvelope.METADATA_KEY_LENGTH_MAX, path("metadata"));
  }

  private String metadataValue(@Nullable Object value) {
    if (!(value instanceof String text)) {
      throw invalid("metadata values are texts.", path("metadata"));
    }
    return TextRules.text(text, CommandEnvelope.METADATA_VALUE_LENGTH_MAX, path("metadata"));
  }

  private <T> T required(String field, @Nullable T value) throws CommandRejectedException {
    if (value == null) {
      throw invalid("This is required.", path(field));
    }
    return value;
  }
}
