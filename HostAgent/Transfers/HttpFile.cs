using System.Net;
using System.Net.Http.Headers;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>
/// A file behind HTTP. What was cut off goes on where it was, as long as it is the same file; where the other side cannot say that, it begins anew.
/// </summary>
internal sealed class HttpFile(IFileServer server, FileDelivery file, TransferOutput output, TimeProvider time)
{
    private const int ReadBytes = 256 * 1024;

    /// <summary>Nothing moves for so long: the connection is given up.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAskedWait = TimeSpan.FromSeconds(60);

    private readonly Pace _pace = new(file.BytesPerSecond, time);
    private EntityTagHeaderValue? _tag = server.Tag;

    /// <exception cref="TransferException">It did not come.</exception>
    public async Task Fetch(PartFile part, CancellationToken cancel)
    {
        if (_tag is not null)
        {
            part.TakeUp(file.SizeBytes ?? file.MostBytes);
        }
        else
        {
            part.Restart();
        }

        var (movedAt, wait) = (time.GetTimestamp(), ShortestWait);
        while (true)
        {
            var before = part.Length;
            CutException cut;
            try
            {
                await Try(part, cancel);
                return;
            }
            catch (CutException failed)
            {
                cut = failed;
            }

            if (part.Length > before)
            {
                (movedAt, wait) = (time.GetTimestamp(), ShortestWait);
            }
            else if (time.GetElapsedTime(movedAt) > server.Patience)
            {
                throw new TransferException(FailureCode.ConnectionFailed, $"{server.Name} could not be reached, or stopped answering: {cut.Message}", cut);
            }

            output.Say($"Cut off at byte {part.Length}: {cut.Message} Going on.");
            server.MoveOn();
            await Task.Delay(cut.RetryAfter is { } asked ? (asked < LongestAskedWait ? asked : LongestAskedWait) : wait, time, cancel);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private async Task Try(PartFile part, CancellationToken cancel)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stall.CancelAfter(Stall);
        try
        {
            using var answer = await server.Get(new WantedRange(part.Length, _tag), stall.Token);
            var all = Begin(part, answer);
            if (all is { } known)
            {
                Check(known);
                part.Expect(known);
            }

            await using var body = await answer.Content.ReadAsStreamAsync(stall.Token);
            var buffer = new byte[(int)Math.Min(ReadBytes, file.BytesPerSecond ?? ReadBytes)];   // so that no wait of its pace is longer than the other side may be silent
            while (await body.ReadAsync(buffer, stall.Token) is > 0 and var length)
            {
                stall.CancelAfter(Stall);
                Check(part.Length + length);
                part.Add(buffer.AsSpan(0, length));
                output.At(part.Length, all ?? file.SizeBytes);
                await _pace.Hold(length, cancel);
            }

            if (part.Length < all)
            {
                throw new CutException("the answer ended early.");
            }
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException || (failed is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new CutException(failed is OperationCanceledException ? $"nothing came for {Stall.TotalSeconds:0} s." : ConnectFailures.Describe(failed), failed);
        }
    }

    /// <summary>Puts the part where the body goes on. Returns the size of the whole, if that is said.</summary>
    private long? Begin(PartFile part, HttpResponseMessage answer)
    {
        var tag = answer.Headers.ETag is { IsWeak: false } strong ? strong : null;
        switch (answer.StatusCode)
        {
            case HttpStatusCode.PartialContent when answer.Content.Headers.ContentRange is { From: { } from } range && from == part.Length:
                return range.Length;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Restart();
                _tag = server.Tag;
                throw new CutException("the other side has no such part any more.");
            case HttpStatusCode.OK:
                part.Restart();
                _tag = tag ?? server.Tag;
                return answer.Content.Headers.ContentLength;
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new CutException($"it answered {(int)answer.StatusCode}.") { RetryAfter = answer.Headers.RetryAfter?.Delta };
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                throw new TransferException(FailureCode.PathNotFound, $"{server.Name} does not have the file: it answered {(int)answer.StatusCode}. {server.IfMissing}");
            default:
                throw new TransferException(FailureCode.RequestRefused, $"{server.Name} refused the file: it answered {(int)answer.StatusCode}. {server.IfRefused}");
        }
    }

    private void Check(long length)
    {
        if (file.SizeBytes is { } size && length > size)
        {
            throw new TransferException(FailureCode.WrongContent, $"{server.Name} has {length} bytes or more, and {size} were announced.");
        }

        if (length > file.MostBytes)
        {
            throw new TransferException(FailureCode.WrongContent, $"{server.Name} has more than {file.MostBytes} bytes, which is what this task may fetch. Allow it more (file.mostBytes).");
        }
    }
}
