package dev.ticketstream.benchmarks;

/** The two commands that are measured. */
enum CommandKind {
  CHANGE_STATUS("changeStatus"),
  ADD_COMMENT("addComment");

  private final String mutation;

  CommandKind(String mutation) {
    this.mutation = mutation;
  }

  /** The mutation's name. */
  String mutation() {
    return mutation;
  }

  /** What a client asks for: enough to update its list, and why it was refused. */
  String document() {
    return switch (this) {
      case CHANGE_STATUS -> document("ChangeStatusInput");
      case ADD_COMMENT -> document("AddCommentInput");
    };
  }

  private String document(String inputType) {
    return """
    mutation Run($input: %s!) { %s(input: $input) { success
      ticket { id reference status version commentCount updatedDate }
      event { eventId eventType version timestamp }
      errors { code message path currentVersion } } }
    """
        .formatted(inputType, mutation);
  }
}
