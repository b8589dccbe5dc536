package dev.ticketstream.events.records;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills any record of ours with random values, all of its components included, so that a component
 * which is added later is tested without being mentioned. No two texts, numbers, dates or ids of
 * one generator are the same, and none contains another.
 */
public final class RandomRecords {

  private static final int ATTEMPTS_MAX = 100;
  private static final String[] FLAVOURS = {
    "", " ", "\n", "ß", "日本", "🚒", "\"\\", "\u0000", "a=b,"
  };

  private final Random random;
  private int counter = 100_000_000;

  /**
   * @param seed the same seed gives the same records
   */
  public RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  /** A value of the type: a record, or a sealed interface of records. */
  public <T> T next(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return collection(generic);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isSealed()) {
      return value(pick(raw.getPermittedSubclasses()));
    }
    if (raw.isEnum()) {
      return pick(raw.getEnumConstants());
    }
    if (raw.isRecord()) {
      return record(raw);
    }
    if (raw == String.class) {
      return "‹" + counter++ + pick(FLAVOURS) + "›";
    }
    if (raw == int.class) {
      return nextNumber();
    }
    if (raw == long.class) {
      return (long) nextNumber();
    }
    if (raw == boolean.class) {
      return random.nextBoolean();
    }
    if (raw == UUID.class) {
      return new UUID(sixteenLetters(), sixteenLetters());
    }
    if (raw == Instant.class) {
      return Instant.EPOCH.plus(random.nextLong(5_000_000_000_000_000L), ChronoUnit.MICROS);
    }
    if (raw == Duration.class) {
      return Duration.of(1_000_000L * nextNumber() + random.nextInt(1_000_000), ChronoUnit.MICROS);
    }
    throw new IllegalArgumentException("no random value of " + type);
  }

  /** Nine digits, the first one random. */
  private int nextNumber() {
    return random.nextInt(9) * 100_000_000 + counter++;
  }

  /** Hexadecimal digits without the decimal ones, so that no number is found in them. */
  private long sixteenLetters() {
    long bits = 0;
    for (int i = 0; i < 16; i++) {
      bits = bits << 4 | 0xA + random.nextInt(6);
    }
    return bits;
  }

  private Object collection(ParameterizedType type) {
    Type[] elements = type.getActualTypeArguments();
    List<Object> values = new ArrayList<>();
    for (int size = random.nextInt(4); size > 0; size--) {
      values.add(value(elements[0]));
    }
    if (type.getRawType() == List.class) {
      return values;
    }
    if (type.getRawType() == Set.class) {
      return new HashSet<>(values);
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    values.forEach(key -> map.put(key, value(elements[1])));
    return map;
  }

  /** Tries again when the record refuses a combination of values. */
  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      for (int attempt = 1; ; attempt++) {
        try {
          return constructor.newInstance(
              Arrays.stream(components).map(this::componentValue).toArray());
        } catch (InvocationTargetException e) {
          if (!(e.getCause() instanceof IllegalArgumentException) || attempt == ATTEMPTS_MAX) {
            throw e;
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a random " + type, e);
    }
  }

  private @Nullable Object componentValue(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    boolean absent = type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0;
    return absent ? null : value(component.getGenericType());
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
