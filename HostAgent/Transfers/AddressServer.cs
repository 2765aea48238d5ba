using System.Net.Http.Headers;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>
/// An address that an operator named. A few redirects are followed, none from https to http, and what the headers say is told to no other host than the named one.
/// </summary>
internal sealed class AddressServer : IFileServer
{
    private const int MostRedirects = 5;

    private readonly Uri _address;
    private readonly IReadOnlyList<(string Name, string Value)> _headers;
    private readonly HttpMessageInvoker _http;

    public AddressServer(Uri address, IReadOnlyList<(string Name, string Value)> headers)
    {
        (_address, _headers) = (address, headers);
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(15) });
    }

    /// <summary>Without what stands behind the question mark: it may be a password.</summary>
    public string Name => _address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public EntityTagHeaderValue? Tag => null;

    public TimeSpan Patience => TimeSpan.FromSeconds(10);

    public string IfMissing => "Look at the address.";

    public string IfRefused => "Look at the address, and at what its headers say.";

    public async Task<HttpResponseMessage> Get(WantedRange range, CancellationToken cancel)
    {
        var address = _address;
        for (var redirects = 0; ; redirects++)
        {
            var answer = await Ask(address, range, cancel);
            if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } location)
            {
                return answer;
            }

            answer.Dispose();
            var next = new Uri(address, location);
            address = redirects == MostRedirects ? throw Refused($"it redirects more than {MostRedirects} times.")
                : next.Scheme is not ("http" or "https") || (address.Scheme is "https" && next.Scheme is "http") ? throw Refused($"it redirects from {address.Scheme} to {next.Scheme}.")
                : next;
        }
    }

    public void MoveOn()
    {
        // there is one alone
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Ask(Uri address, WantedRange range, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (Uri.Compare(address, _address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            foreach (var (name, value) in _headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        range.AddTo(request);
        return await _http.SendAsync(request, cancel);
    }

    private TransferException Refused(string why) => new(FailureCode.RequestRefused, $"{Name} does not give the file: {why} Give the address where it ends.");
}
