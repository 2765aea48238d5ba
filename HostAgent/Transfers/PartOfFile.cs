using System.Net;
using Microsoft.Win32.SafeHandles;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>A file from a byte on, as the body of a request. Read while it is sent, so it may be of any size.</summary>
/// <param name="pieceBytes">How much is sent at once.</param>
/// <param name="sent">Told after each piece how far it got.</param>
internal sealed class PartOfFile(SafeFileHandle file, string name, long from, long size, int pieceBytes, Func<long, Task> sent) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var content = new ExactStream(file, name, size, _ => { }) { Position = from };
        var buffer = new byte[pieceBytes];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var length)
        {
            await stream.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
            await sent(content.Position);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = size - from;
        return true;
    }
}
