package dev.ticketstream.command.attachment;

import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import dev.ticketstream.command.concurrency.SlotLimits;
import dev.ticketstream.command.concurrency.Slots;
import dev.ticketstream.command.view.TicketQueries;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts attachments together. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AttachmentConfiguration {

  private final Slots uploads;
  private final Slots downloads;
  private final AttachmentProperties properties;

  AttachmentConfiguration(AttachmentProperties properties) {
    this.properties = properties;
    this.uploads =
        new Slots(
            SlotLimits.withoutWaiting(
                properties.upload().concurrentMax(), properties.upload().concurrentPerUserMax()));
    this.downloads =
        new Slots(
            SlotLimits.withoutWaiting(
                properties.download().concurrentMax(),
                properties.download().concurrentPerUserMax()));
  }

  @Bean
  AttachmentMetrics attachmentMetrics(MeterRegistry registry) {
    return new AttachmentMetrics(registry, uploads, downloads);
  }

  @Bean
  AttachmentStores attachmentStores(JdbcTemplate jdbc, ObjectProvider<S3AttachmentStore> s3) {
    int chunkSize = Math.toIntExact(properties.chunkSize().toBytes());
    Map<StoreKind, AttachmentStore> stores = new EnumMap<>(StoreKind.class);
    stores.put(StoreKind.POSTGRESQL, new PostgresAttachmentStore(jdbc, chunkSize));
    s3.ifAvailable(store -> stores.put(StoreKind.S3, store));
    if (!stores.containsKey(properties.store())) {
      throw new IllegalStateException(
          "ticketstream.attachments.store is s3, so ticketstream.attachments.s3.bucket must be"
              + " set");
    }
    return new AttachmentStores(stores);
  }

  @Bean
  UploadRegistry uploadRegistry(JdbcTemplate jdbc, TransactionTemplate transactions) {
    return new UploadRegistry(jdbc, transactions, properties);
  }

  @Bean
  Uploads uploads(
      UploadRegistry registry, AttachmentStores stores, AttachmentMetrics attachmentMetrics) {
    return new Uploads(
        registry, stores, new ContentTypes(properties), uploads, attachmentMetrics, properties);
  }

  @Bean
  VisibleAttachments visibleAttachments(JdbcTemplate jdbc, TicketQueries tickets) {
    return new VisibleAttachments(jdbc, tickets);
  }

  @Bean
  Downloads downloads(AttachmentStores stores, AttachmentMetrics attachmentMetrics) {
    return new Downloads(stores, downloads, attachmentMetrics, properties);
  }

  @Bean
  OwnUploads ownUploads(
      JdbcTemplate jdbc, AttachmentStores stores, AttachmentMetrics attachmentMetrics) {
    return new OwnUploads(jdbc, stores, attachmentMetrics, properties);
  }

  @Bean
  UnclaimedRemoval unclaimedRemoval(
      JdbcTemplate jdbc, AttachmentStores stores, AttachmentMetrics attachmentMetrics) {
    return new UnclaimedRemoval(jdbc, stores, attachmentMetrics, properties);
  }

  @Bean
  SchedulingConfigurer unclaimedRemovalSchedule(UnclaimedRemoval removal) {
    return tasks ->
        tasks.addFixedDelayTask(
            new FixedDelayTask(
                removal::run,
                properties.unclaimed().removalInterval(),
                properties.unclaimed().removalInterval()));
  }

  /**
   * Who asks before sending ({@code Expect: 100-continue}, as curl does) is told to go on only when
   * the body is read: what is refused for its token or its length is never sent.
   */
  @Bean
  TomcatConnectorCustomizer continueOnRead() {
    return connector -> connector.setProperty("continueResponseTiming", "onRead");
  }

  @Bean
  TomcatContextCustomizer hangUpOnBrokenAnswers() {
    return context -> context.getPipeline().addValve(new BrokenAnswerValve());
  }
}
