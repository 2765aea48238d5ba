using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansOps.Protocol;

namespace OrleansOps.Cli;

/// <summary>
/// The operators' REST interface of an installation: of the first of its gateways that is there, and of the next when that one refuses
/// connections. What it may be asked stands beside each area, as extensions of this class.
/// </summary>
internal sealed class ControlPlane : IDisposable
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<Uri> _gateways;
    private readonly HttpClient _http;
    private readonly CertificateCheck _certificates = new();

    private int _current;

    public ControlPlane(IReadOnlyList<Uri> gateways, string token)
    {
        _gateways = gateways;
        var handler = new SocketsHttpHandler { ConnectTimeout = ConnectLimit, AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = _certificates.Accept;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("opsctl", Version.Text));
        if (TraceContext.Parent(Environment.GetEnvironmentVariable("TRACEPARENT")) is { } trace)
        {
            _http.DefaultRequestHeaders.Add("traceparent", trace);   // what calls us, a pipeline say, finds our tasks in its own trace
            if (TraceContext.State(Environment.GetEnvironmentVariable("TRACESTATE")) is { } state)
            {
                _http.DefaultRequestHeaders.Add("tracestate", state);
            }
        }
    }

    /// <summary>The gateway that is spoken to.</summary>
    public Uri Address => _gateways[_current];

    public Task<Reply<T>> Get<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancel, int waitSeconds = 0) =>
        Ask(() => new HttpRequestMessage(HttpMethod.Get, path), answer, TimeSpan.FromSeconds(waitSeconds), cancel);

    public Task<Reply<T>> Post<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancel) =>
        Ask(() => new HttpRequestMessage(HttpMethod.Post, path), answer, TimeSpan.Zero, cancel);

    public Task<Reply<T>> Send<TBody, T>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> answer, CancellationToken cancel, EntityTagHeaderValue? ifMatch = null)
    {
        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(method, path) { Content = Json(body, bodyType) };
            if (ifMatch is not null)
            {
                request.Headers.IfMatch.Add(ifMatch);
            }

            return request;
        }

        return Ask(Request, answer, TimeSpan.Zero, cancel);
    }

    public async Task Delete(string path, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AnswerLimit);
        using var response = await Exchange(() => new HttpRequestMessage(HttpMethod.Delete, path), limit.Token, cancel);
    }

    /// <summary>Opens a stream of server-sent events. The caller disposes the answer.</summary>
    public async Task<HttpResponseMessage> Open(string path, string? lastEventId, CancellationToken cancel)
    {
        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            if (lastEventId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastEventId);
            }

            return request;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AnswerLimit);
        return await Exchange(Request, limit.Token, cancel);
    }

    /// <summary>Says in our words why an exchange with this server broke.</summary>
    public CliException Broken(Exception cause) => Unreachable.Because(cause, Address, _certificates);

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Json<T>(T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<Reply<T>> Ask<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> answer, TimeSpan wait, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AnswerLimit + wait);
        return await Exchange(request, answer, limit.Token, cancel);
    }

    /// <summary>Sends a request that has a limit of its own, and reads its answer.</summary>
    public async Task<Reply<T>> Exchange<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> answer, CancellationToken limit, CancellationToken cancel)
    {
        using var response = await Exchange(request, limit, cancel);
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync(limit);
            return new Reply<T>(Parse(body, answer), body, (int)response.StatusCode);
        }
        catch (Exception broken) when (IsBroken(broken, cancel))
        {
            throw Broken(broken);
        }
    }

    /// <summary>Sends a request that has a limit of its own. The caller disposes the answer.</summary>
    public async Task<HttpResponseMessage> Exchange(Func<HttpRequestMessage> request, CancellationToken limit, CancellationToken cancel)
    {
        try
        {
            var response = await Send(request, limit);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw await Refusals.From(response, Address, limit);
            }
        }
        catch (Exception broken) when (IsBroken(broken, cancel))
        {
            throw Broken(broken);
        }
    }

    /// <summary>Where there is no connection nothing was sent, and the next gateway is asked the same at once.</summary>
    private async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> request, CancellationToken limit)
    {
        for (var tried = 1; ; tried++)
        {
            using var message = request();
            message.RequestUri = new Uri(Address, message.RequestUri!);
            try
            {
                return await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit);
            }
            catch (HttpRequestException refused) when (refused.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError && tried < _gateways.Count)
            {
                _current = (_current + 1) % _gateways.Count;
            }
        }
    }

    private static bool IsBroken(Exception cause, CancellationToken cancel) =>
        cause is HttpRequestException or IOException || (cause is OperationCanceledException && !cancel.IsCancellationRequested);

    private T Parse<T>(byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null");
        }
        catch (JsonException strange)
        {
            throw new CliException(
                ExitCodes.Refused,
                $"{ServerAddress.Show(Address)} answered, but not like an OrleansOps gateway.",
                strange.Path is { } path ? $"The answer cannot be read at {path}." : null,
                "Check the address, and that opsctl and the gateway are of the same version.",
                strange);
        }
    }
}
