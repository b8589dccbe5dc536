package dev.ticketstream.command.attachment;

import dev.ticketstream.command.attachment.AttachmentProperties.StoreKind;
import java.util.Map;

/**
 * The stores by kind. Each attachment says which one keeps it, so that those from before a change
 * of the configuration stay readable.
 */
final class AttachmentStores {

  private final Map<StoreKind, AttachmentStore> stores;

  AttachmentStores(Map<StoreKind, AttachmentStore> stores) {
    this.stores = Map.copyOf(stores);
  }

  /**
   * The store of a kind.
   *
   * @throws IllegalStateException when it is not configured
   */
  AttachmentStore of(StoreKind kind) {
    AttachmentStore store = stores.get(kind);
    if (store == null) {
      throw new IllegalStateException(
          "an attachment is kept in the store %s, which is not configured".formatted(kind));
    }
    return store;
  }
}
