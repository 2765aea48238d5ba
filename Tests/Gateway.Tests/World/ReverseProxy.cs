using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>A reverse proxy in front of a gateway, with sockets too. It says in X-Forwarded-For who asked, beside what the caller wrote there himself.</summary>
internal sealed class ReverseProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _out;

    private ReverseProxy(WebApplication app, HttpMessageInvoker forward) => (_app, _out) = (app, forward);

    public Uri Address { get; private set; } = null!;

    /// <param name="gateway">Where it asks.</param>
    /// <param name="adjust">Of the way to the gateway, such as a socket's.</param>
    public static async Task<ReverseProxy> Start(Uri gateway, Action<SocketsHttpHandler>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHttpForwarder();
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator() };
        adjust?.Invoke(handler);
        var proxy = new ReverseProxy(builder.Build(), new HttpMessageInvoker(handler));
        var forwarder = proxy._app.Services.GetRequiredService<IHttpForwarder>();
        proxy._app.Run(async http => await forwarder.SendAsync(http, gateway.ToString(), proxy._out, ForwarderRequestConfig.Empty, (inner, request) =>
        {
            request.Headers.Host = inner.Request.Host.Value;
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", inner.Connection.RemoteIpAddress!.ToString());
            return default;
        }));
        await proxy._app.StartAsync();
        proxy.Address = new Uri(proxy._app.Urls.Single());
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _out.Dispose();
    }
}
