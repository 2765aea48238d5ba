namespace OrleansOps.Secrets;

/// <summary>Whether a host's task may have a secret.</summary>
[GenerateSerializer, Alias("ops.SecretLoanStatus")]
public enum SecretLoanStatus
{
    Given = 0,

    /// <summary>There is no secret of this name.</summary>
    Unknown = 1,

    /// <summary>It is for other hosts.</summary>
    NotForHost = 2,
}
