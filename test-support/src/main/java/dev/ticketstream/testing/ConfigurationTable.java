package dev.ticketstream.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Compares a service's configuration records with the README's tables. */
public final class ConfigurationTable {

  private ConfigurationTable() {}

  /**
   * Finds properties that nobody can read about.
   *
   * @param readme the file with the tables; a property stands in one as {@code `full.name`}, or as
   *     {@code `.name`} behind a sibling in the same row
   * @param basePackage where the {@link ConfigurationProperties} records are
   * @return the names of properties that are missing, sorted
   */
  public static List<String> missingFrom(Path readme, String basePackage) {
    List<String> rows = rows(readme);
    return properties(basePackage)
        .filter(property -> !isDocumented(rows, property))
        .sorted()
        .toList();
  }

  /**
   * All properties of the records in a package.
   *
   * @param basePackage where to look, sub-packages included
   * @return full names in kebab case
   */
  public static Stream<String> properties(String basePackage) {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents(basePackage).stream().flatMap(ConfigurationTable::of);
  }

  private static Stream<String> of(BeanDefinition definition) {
    Class<?> type =
        ClassUtils.resolveClassName(
            Objects.requireNonNull(definition.getBeanClassName()),
            ClassUtils.getDefaultClassLoader());
    String prefix =
        Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class)).value();
    return of(prefix, type);
  }

  private static Stream<String> of(String prefix, Class<?> record) {
    return Stream.of(record.getRecordComponents())
        .flatMap(component -> of(prefix + "." + kebab(component), component));
  }

  private static Stream<String> of(String name, RecordComponent component) {
    return component.getType().isRecord() ? of(name, component.getType()) : Stream.of(name);
  }

  private static String kebab(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** A record that is written as one value stands in the table under its own name. */
  private static boolean isDocumented(List<String> rows, String property) {
    String owner = property.substring(0, property.lastIndexOf('.'));
    return rows.stream().anyMatch(row -> names(row, property) || row.contains("`" + owner + "` |"));
  }

  private static boolean names(String row, String property) {
    int dot = property.lastIndexOf('.');
    return row.contains("`" + property + "`")
        || (row.contains("`" + property.substring(0, dot) + ".")
            && row.contains("`" + property.substring(dot) + "`"));
  }

  private static List<String> rows(Path readme) {
    try (Stream<String> lines = Files.lines(readme)) {
      return lines.filter(line -> line.startsWith("|")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
