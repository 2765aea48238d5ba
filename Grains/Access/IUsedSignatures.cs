namespace OrleansOps.Access;

/// <summary>Signatures that were used, each for a time.</summary>
public interface IUsedSignatures
{
    /// <summary>Keeps it. False: it is kept already.</summary>
    Task<bool> Add(string signature, TimeSpan keep);
}
