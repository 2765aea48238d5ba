namespace OrleansOps.Secrets;

/// <summary>What became of a secret that was to be stored.</summary>
/// <param name="Secret">As it stands now; null: nothing was stored.</param>
[GenerateSerializer, Immutable, Alias("ops.SecretReply")]
public sealed record SecretReply([property: Id(0)] SecretPutStatus Status, [property: Id(1)] SecretView? Secret = null);
