package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;

class AttachmentConfigurationTests {

  @Test
  void aBucketMustBeNamedForTheStoreThatNeedsIt() {
    assertThatThrownBy(() -> stores("s3")).hasMessageContaining("s3.bucket must be set");
    assertThat(stores("postgresql").of(StoreKind.POSTGRESQL)).isNotNull();
  }

  @Test
  void whatIsKeptInAStoreThatIsNotConfiguredIsAFault() {
    assertThatThrownBy(() -> stores("postgresql").of(StoreKind.S3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("S3, which is not configured");
  }

  private static AttachmentStores stores(String kind) {
    AttachmentProperties properties = AttachmentPropertiesTests.bind(Map.of("store", kind));
    return new AttachmentConfiguration(properties)
        .attachmentStores(
            new JdbcTemplate(),
            new StaticListableBeanFactory().getBeanProvider(S3AttachmentStore.class));
  }
}
