using System.Net;

namespace OrleansOps.Cli;

/// <summary>A file from a byte on, as the body of a request. Read while it is sent, so it may be of any size.</summary>
/// <param name="path">The file.</param>
/// <param name="from">The first byte that is sent.</param>
/// <param name="size">Of the whole file.</param>
/// <param name="sent">Told how far it got.</param>
internal sealed class RestOfFile(string path, long from, long size, Action<long> sent) : HttpContent
{
    private const int ReadBytes = 256 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        file.Position = from;
        var buffer = new byte[ReadBytes];
        for (var offset = from; offset < size;)
        {
            var length = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, size - offset)), cancellationToken);
            if (length == 0)
            {
                throw new IOException("The file became shorter while it was sent.");
            }

            await stream.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
            offset += length;
            sent(offset);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = size - from;
        return true;
    }
}
