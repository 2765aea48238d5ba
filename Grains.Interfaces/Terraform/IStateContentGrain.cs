using Orleans.Concurrency;

namespace OrleansOps.Terraform;

/// <summary>
/// Puts contents of states into the store and reads them, part by part. Key: 0; a stateless worker. The parts are sealed by the gateway; no silo can read
/// them. A content that no version names after an hour is gone by itself.
/// </summary>
[Alias("ops.IStateContentGrain")]
public interface IStateContentGrain : IGrainWithIntegerKey
{
    /// <summary>Keeps one part for an hour, or until a version names its content. False: one does already, and nothing of it is changed.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="content">Name of the content: 32 lower-case hexadecimal digits, chosen by the caller.</param>
    /// <param name="part">From 0.</param>
    /// <param name="bytes">Up to about 1 MiB.</param>
    [Alias("Put")]
    Task<bool> Put(string workspace, string content, int part, byte[] bytes);

    /// <summary>One part, or null if it is not there.</summary>
    [ReadOnly, Alias("Read")]
    Task<byte[]?> Read(string workspace, string content, int part);

    /// <summary>Throws a content away that no version names.</summary>
    [Alias("Discard")]
    Task Discard(string workspace, string content);
}
