package dev.ticketstream.command;

import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/**
 * Writes down the statements that the service sends to its database, while it is told to. No
 * component, so that only contexts that name it have it.
 */
class StatementCounts {

  private static final List<String> statements = new CopyOnWriteArrayList<>();
  private static volatile boolean recording;

  @Bean
  static BeanPostProcessor recordingDataSource() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source
            ? ProxyDataSourceBuilder.create(source)
                .afterQuery(
                    (_, queries) -> {
                      if (recording) {
                        queries.stream().map(QueryInfo::getQuery).forEach(statements::add);
                      }
                    })
                .build()
            : bean;
      }
    };
  }

  /** The statements of a request; what runs by itself in the background is left out. */
  static List<String> of(Runnable request) {
    statements.clear();
    recording = true;
    try {
      request.run();
    } finally {
      recording = false;
    }
    return statements.stream()
        .filter(sql -> Stream.of("read_model_rebuild", "uploaded_file").noneMatch(sql::contains))
        .collect(toList());
  }
}
