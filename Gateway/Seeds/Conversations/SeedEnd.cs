using OrleansOps.Protocol;

namespace OrleansOps.Seeds.Conversations;

/// <summary>An end that is on its way to the store.</summary>
/// <param name="At">When it was passed on last, as the clock's timestamp.</param>
internal sealed record SeedEnd(TaskEnded Ended, long At);
