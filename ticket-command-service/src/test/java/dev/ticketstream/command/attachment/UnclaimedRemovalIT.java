package dev.ticketstream.command.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ticketstream.command.RunningService;
import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import dev.ticketstream.command.concurrency.SlotLimits;
import dev.ticketstream.command.concurrency.Slots;
import dev.ticketstream.command.ticket.AttachmentUploads;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class UnclaimedRemovalIT {

  private final RunningService service = RunningService.get();
  private final JdbcTemplate jdbc = service.bean(JdbcTemplate.class);
  private final AttachmentUploads claims = service.bean(AttachmentUploads.class);
  private final TransactionTemplate transactions = service.bean(TransactionTemplate.class);
  private final Viewer uploader =
      new Viewer(
          new UserRef("remover-" + UUID.randomUUID(), "R", "Tester", null),
          Set.of(Role.CUSTOMER),
          Set.of());

  @Test
  void removesWhatNoTicketClaimedForADay() {
    UUID old = upload();
    UUID young = upload();
    age(old, "24 hours 1 second");
    age(young, "23 hours 59 minutes");
    remove();
    assertThat(exists(old)).isFalse();
    assertThat(chunks(old)).isZero();
    assertThat(exists(young)).isTrue();
    assertThat(chunks(young)).isEqualTo(1);
  }

  @Test
  void keepsWhatIsAttachedForEver() {
    UUID id = upload();
    claim(id);
    age(id, "1000 days");
    remove();
    assertThat(exists(id)).isTrue();
    assertThat(chunks(id)).isEqualTo(1);
  }

  @Test
  void removesWhatIsLeftOfUploadsWhoseProcessDied() {
    UUID dead = halfUpload();
    UUID alive = halfUpload();
    age(dead, "6 minutes");
    age(alive, "4 minutes");
    remove();
    assertThat(exists(dead)).isFalse();
    assertThat(chunks(dead)).isZero();
    assertThat(exists(alive)).isTrue();
    age(alive, "6 minutes");
    remove();
  }

  @Test
  void anUploadThatIsBeingClaimedIsLeftAlone() {
    UUID id = upload();
    age(id, "2 days");
    transactions.executeWithoutResult(
        _ -> {
          assertThat(claims.lock(id, uploader.id())).isPresent();
          onAnotherConnection(this::remove);
          claims.claim(id, UUID.randomUUID());
        });
    remove();
    assertThat(exists(id)).isTrue();
    assertThat(chunks(id)).isEqualTo(1);
  }

  @Test
  void anUploadThatIsBeingRemovedCannotBeClaimed() {
    UUID id = upload();
    jdbc.update("update attachment set state = 'REMOVING' where id = ?", id);
    transactions.executeWithoutResult(_ -> assertThat(claims.lock(id, uploader.id())).isEmpty());
    age(id, "2 minutes");
    remove();
    assertThat(exists(id)).isFalse();
  }

  @Test
  void anUploadThatEndsAfterItsRemovalBeganIsRefused() {
    UploadRegistry registry = service.bean(UploadRegistry.class);
    UUID id = halfUpload();
    age(id, "6 minutes");
    remove();
    assertThat(
            catchThrowableOfType(
                    TransferRefusedException.class,
                    () -> registry.finish(new UploadedFile(id, "a", "text/plain", 1, "ab")))
                .refusal())
        .isEqualTo(Refusal.TIMEOUT);
  }

  @Test
  void whatCannotBeRemovedNowIsRemovedLaterAndKeepsNobodyWaiting() {
    UUID broken = upload();
    UUID other = upload();
    age(broken, "3 days");
    age(other, "2 days");
    AttachmentStore store = new RefusingStore(broken, new PostgresAttachmentStore(jdbc, 65_536));
    UnclaimedRemoval removal = removal(store, 1);
    assertThat(removal.run()).isZero();
    assertThat(removal.run()).isEqualTo(1);
    assertThat(exists(other)).isFalse();
    assertThat(exists(broken)).isTrue();
    age(broken, "2 minutes");
    remove();
    assertThat(exists(broken)).isFalse();
  }

  private void remove() {
    removal(new PostgresAttachmentStore(jdbc, 65_536), 500).run();
  }

  private UnclaimedRemoval removal(AttachmentStore store, int batchSize) {
    Slots none = new Slots(SlotLimits.withoutWaiting(1, 1));
    return new UnclaimedRemoval(
        jdbc,
        new AttachmentStores(Map.of(StoreKind.POSTGRESQL, store)),
        new AttachmentMetrics(new SimpleMeterRegistry(), none, none),
        AttachmentPropertiesTests.bind(
            Map.of(
                "unclaimed.removal-batch-size",
                String.valueOf(batchSize),
                "upload.timeout",
                "1s")));
  }

  private static void onAnotherConnection(Runnable work) {
    Thread thread = Thread.ofVirtual().start(work);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private UUID upload() {
    byte[] content = {'a', 'b', 'c'};
    return service
        .bean(Uploads.class)
        .receive(uploader, "a.txt", content.length, new ByteArrayInputStream(content))
        .id();
  }

  private UUID halfUpload() {
    UUID id = service.bean(UploadRegistry.class).begin(uploader.id(), "a.txt", 10);
    jdbc.update("insert into attachment_chunk values (?, 0, ?)", id, new byte[5]);
    return id;
  }

  private void claim(UUID id) {
    transactions.executeWithoutResult(
        _ -> {
          claims.lock(id, uploader.id());
          claims.claim(id, UUID.randomUUID());
        });
  }

  private void age(UUID id, String age) {
    jdbc.update("update attachment set changed_date = now() - ?::interval where id = ?", age, id);
  }

  private boolean exists(UUID id) {
    return count("select count(*) from attachment where id = ?", id) > 0;
  }

  private int chunks(UUID id) {
    return count("select count(*) from attachment_chunk where attachment_id = ?", id);
  }

  private int count(String query, UUID id) {
    Integer count = jdbc.queryForObject(query, Integer.class, id);
    return count == null ? 0 : count;
  }

  /** Cannot remove one content. */
  private record RefusingStore(UUID refused, AttachmentStore store) implements AttachmentStore {

    @Override
    public void put(UUID id, InputStream content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(UUID id, long offset, long length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(UUID id) {
      if (id.equals(refused)) {
        throw new IllegalStateException("the store is away");
      }
      store.delete(id);
    }
  }
}
