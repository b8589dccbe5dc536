package dev.ticketstream.command.attachment;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.Assert;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The S3 store, if there is a bucket. Its client is made when it is first needed, and without a
 * bucket none of its classes are loaded.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("ticketstream.attachments.s3.bucket")
class S3StoreConfiguration {

  @Bean
  @Lazy
  S3Client attachmentS3Client(S3Properties properties) {
    return S3Clients.create(properties);
  }

  @Bean
  S3AttachmentStore s3AttachmentStore(S3Properties properties, ObjectProvider<S3Client> client) {
    String bucket = properties.bucket();
    Assert.state(bucket != null, "ticketstream.attachments.s3.bucket is set");
    return new S3AttachmentStore(client::getObject, bucket, properties);
  }
}
