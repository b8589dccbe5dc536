package dev.ticketstream.command.view;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs queries whose best plan depends on what is asked for. The driver would prepare a statement
 * that it sees often, and PostgreSQL might then plan it once for all words and filters alike; here
 * each is planned for its own. None runs longer than {@code ticketstream.query.timeout}.
 */
@Component
class FreshPlans {

  private final JdbcClient jdbc;

  FreshPlans(DataSource dataSource, QueryProperties properties) {
    JdbcTemplate template =
        new JdbcTemplate(dataSource) {
          @Override
          protected void applyStatementSettings(Statement statement) throws SQLException {
            super.applyStatementSettings(statement);
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
          }
        };
    template.setQueryTimeout(Math.toIntExact(properties.timeout().toSeconds()));
    this.jdbc = JdbcClient.create(template);
  }

  JdbcClient.StatementSpec sql(String sql) {
    return jdbc.sql(sql);
  }
}
