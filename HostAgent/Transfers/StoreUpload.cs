using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using OrleansOps.HostAgent.Connection;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>Puts one file of the host into the gateways' store, and goes on where it was when the line breaks.</summary>
/// <param name="perSecond">No more bytes than this each second; null: as fast as it goes.</param>
internal sealed class StoreUpload(StoreDoor store, TransferOutput output, long? perSecond, TimeProvider time)
{
    private const int AnswerBytes = 64 * 1024;
    private const int PieceBytes = 256 * 1024;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Pace _pace = new(perSecond, time);
    private string? _id;
    private long _sent;

    /// <summary>Returns its id in the store.</summary>
    /// <exception cref="TransferException">It is not there.</exception>
    public async Task<string> Put(SafeFileHandle file, UploadWanted wanted, CancellationToken cancel)
    {
        var (movedAt, wait, reached) = (time.GetTimestamp(), ShortestWait, 0L);
        while (true)
        {
            CutException cut;
            try
            {
                if (await Try(file, wanted, cancel) is { } id)
                {
                    return id;
                }

                continue;
            }
            catch (CutException failed)
            {
                cut = failed;
            }

            if (_sent > reached)
            {
                (movedAt, wait, reached) = (time.GetTimestamp(), ShortestWait, _sent);
            }
            else if (time.GetElapsedTime(movedAt) > StoreDoor.Patience)
            {
                throw new TransferException(FailureCode.ConnectionFailed, $"The gateway could not be reached, or stopped answering: {cut.Message}", cut);
            }

            output.Say($"Cut off: {cut.Message} Going on.");
            store.MoveOn();
            await Task.Delay(wait, time, cancel);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    /// <summary>One step: begins it, or sees how far it is and sends the rest. Null: there is more to do.</summary>
    private async Task<string?> Try(SafeFileHandle file, UploadWanted wanted, CancellationToken cancel)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stall.CancelAfter(AnswerTime);
        try
        {
            if (_id is null)
            {
                using var begin = new HttpRequestMessage { Method = HttpMethod.Post, Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(wanted, TransferJson.Default.UploadWanted)) };
                begin.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
                return Take(await Ask(ProtocolVersion.TaskUploadsPath, begin, stall.Token));
            }

            var path = $"{ProtocolVersion.TaskUploadsPath}/{_id}";
            using var look = new HttpRequestMessage { Method = HttpMethod.Get };
            if (Take(await Ask(path, look, stall.Token)) is { } done)
            {
                return done;
            }

            using var rest = new HttpRequestMessage
            {
                Method = HttpMethod.Patch,
                Content = new PartOfFile(file, wanted.Name, _sent, wanted.SizeBytes, (int)Math.Min(PieceBytes, perSecond ?? PieceBytes), async sent =>
                {
                    stall.CancelAfter(AnswerTime);
                    output.At(sent, wanted.SizeBytes);
                    await _pace.Hold((int)(sent - _sent), cancel);   // about a second at most
                    _sent = sent;
                }),
            };
            rest.Headers.Add("Upload-Offset", _sent.ToString(CultureInfo.InvariantCulture));
            return Take(await Ask(path, rest, stall.Token));
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or JsonException || (failed is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new CutException(failed is OperationCanceledException ? "the gateway does not answer." : ConnectFailures.Describe(failed), failed);
        }
    }

    private string? Take(UploadState state)
    {
        (_id, _sent) = (state.Id ?? _id, state.OffsetBytes);
        return state.File?.Id;
    }

    private async Task<UploadState> Ask(string path, HttpRequestMessage request, CancellationToken cancel)
    {
        using var answer = await store.Send(path, request, cancel);
        await answer.Content.LoadIntoBufferAsync(AnswerBytes, cancel);
        var body = await answer.Content.ReadAsByteArrayAsync(cancel);
        if (answer.IsSuccessStatusCode)
        {
            return JsonSerializer.Deserialize(body, TransferJson.Default.UploadState) ?? throw new CutException("it answered nothing.");
        }

        var problem = answer.Content.Headers.ContentType?.MediaType is "application/problem+json" ? JsonSerializer.Deserialize(body, TransferJson.Default.UploadProblem) : null;
        switch (answer.StatusCode, problem?.Code)
        {
            case (_, "unknown-upload"):
                _id = null;
                throw new CutException("the gateway has forgotten what came.");
            case (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, _):
            case (_, "upload-busy" or "wrong-offset" or "upload-cut"):
                throw new CutException($"it answered {(int)answer.StatusCode}.");
            default:
                throw new TransferException(FailureCode.RequestRefused, $"The gateway does not take it (it answered {(int)answer.StatusCode}): {problem?.Title} {problem?.Detail}".TrimEnd());
        }
    }
}
