using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansOps.AgentTests.Transfers;

/// <summary>Gives one file over HTTP on loopback, in whatever way a test wants it.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FileServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What was asked: the header Range of each request, or "".</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The headers of the last request.</summary>
    public IHeaderDictionary Headers { get; private set; } = new HeaderDictionary();

    /// <param name="answer">What is done with the request of which number, from 1.</param>
    public static async Task<FileServer> Start(Func<int, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new FileServer(app);
        app.Run(http =>
        {
            server.Asked.Enqueue(http.Request.Headers.Range.ToString());
            server.Headers = new HeaderDictionary(http.Request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase));
            return answer(server.Asked.Count, http);
        });
        await app.StartAsync();
        return server;
    }

    /// <summary>The file with a tag and ranges, as servers of files do.</summary>
    public static Task Give(HttpContext http, byte[] content, string tag = "\"one\"") =>
        Results.Bytes(content, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue(tag), enableRangeProcessing: true).ExecuteAsync(http);

    /// <summary>Says that it gives all, gives a part and cuts the line.</summary>
    public static async Task Cut(HttpContext http, byte[] content, int after, string? tag = "\"one\"")
    {
        http.Response.ContentLength = content.Length;
        http.Response.Headers.ETag = tag;
        await http.Response.Body.WriteAsync(content.AsMemory(0, after));
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
