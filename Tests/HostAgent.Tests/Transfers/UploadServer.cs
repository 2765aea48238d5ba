using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace OrleansOps.AgentTests.Transfers;

/// <summary>Takes files as a gateway does, on loopback, in whatever way a test wants it.</summary>
internal sealed class UploadServer : IAsyncDisposable
{
    private readonly MemoryStream _bytes = new();
    private FileServer _server = null!;
    private long _size;
    private int _patches;

    /// <summary>Each one begins anew.</summary>
    public bool IsForMany { get; init; }

    /// <summary>How many were begun.</summary>
    public int Begun { get; private set; }

    public Uri Address => _server.Address;

    /// <summary>What came.</summary>
    public byte[] Bytes => _bytes.ToArray();

    public string Token => _server.Headers.Authorization.ToString();

    /// <summary>What was asked for at the beginning.</summary>
    public JsonElement Wanted { get; private set; }

    /// <summary>Where each part began.</summary>
    public List<long> Offsets { get; } = [];

    /// <summary>After so many bytes the first part is cut off.</summary>
    public int? CutAfter { get; init; }

    /// <summary>What is answered in place of beginning.</summary>
    public (int Status, string Problem)? Refusal { get; init; }

    /// <summary>Ends when a part is on its way.</summary>
    public TaskCompletionSource Coming { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>This one, counted from 1, is not answered.</summary>
    public int? HoldsFrom { get; init; }

    /// <summary>Ends when that has come.</summary>
    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<UploadServer> Start()
    {
        _server = await FileServer.Start((_, http) => http.Request.Method switch
        {
            "POST" => Begin(http),
            "PATCH" => Append(http),
            _ => State(http),
        });
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _bytes.DisposeAsync();
    }

    private async Task Begin(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        if (++Begun == HoldsFrom)
        {
            Held.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        if (IsForMany)
        {
            _bytes.SetLength(0);
        }

        (Wanted, _size) = (body.RootElement.Clone(), body.RootElement.GetProperty("sizeBytes").GetInt64());
        if (Refusal is { } refusal)
        {
            http.Response.StatusCode = refusal.Status;
            http.Response.ContentType = "application/problem+json";
            await http.Response.WriteAsync(refusal.Problem);
            return;
        }

        await State(http);
    }

    private async Task Append(HttpContext http)
    {
        Offsets.Add(long.Parse(http.Request.Headers["Upload-Offset"].ToString(), CultureInfo.InvariantCulture));
        var isFirst = ++_patches == 1;
        var buffer = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(buffer) is > 0 and var length)
        {
            await _bytes.WriteAsync(buffer.AsMemory(0, length));
            Coming.TrySetResult();
            if (isFirst && _bytes.Length >= CutAfter)
            {
                http.Abort();
                return;
            }
        }

        await State(http);
    }

    private Task State(HttpContext http)
    {
        var file = _bytes.Length < _size ? null : new { id = Convert.ToHexStringLower(SHA256.HashData(Bytes)) };
        return http.Response.WriteAsJsonAsync(new { id = file is null ? "an-upload" : null, offsetBytes = _bytes.Length, file });
    }
}
