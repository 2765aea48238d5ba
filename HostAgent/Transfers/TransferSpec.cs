using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>What a transfer is told, on its standard input: nothing of it shows in the process list. What is secret of it stands in its environment.</summary>
/// <param name="TaskId">Whose transfer it is.</param>
/// <param name="File">The file that it puts on the host; null: it brings some.</param>
/// <param name="Servers">Gateways that have the store.</param>
/// <param name="CaFile">Certificates (PEM) of the authority that the gateways' are trusted by; null: the host's.</param>
/// <param name="InsecureHttp">Whether a gateway may be http:// on another host.</param>
/// <param name="KeepFreeBytes">What stays free of the disk.</param>
/// <param name="Collect">What it brings.</param>
/// <param name="Below">It brings what a task has left, each by itself; paths that do not begin with / are below this directory.</param>
internal sealed record TransferSpec(string TaskId, FileDelivery? File, IReadOnlyList<Uri> Servers, string? CaFile, bool InsecureHttp, long KeepFreeBytes, FileCollection? Collect = null, string? Below = null);
