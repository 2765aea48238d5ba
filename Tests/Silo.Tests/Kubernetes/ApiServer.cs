using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansOps.Hosting;

/// <summary>
/// The API server of Kubernetes as a pod meets it, of a test's own on this machine: pods are read, listed and watched over TLS by whoever shows the token of the service account, and by nobody changed.
/// </summary>
internal sealed class ApiServer : IAsyncDisposable
{
    public const string Namespace = "ops";
    private const string Token = "token-of-the-service-account";

    private readonly ConcurrentDictionary<string, V1Pod> _pods = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Channel<string>, byte> _watches = new();
    private readonly TemporaryDirectory _account = new();
    private readonly WebApplication _app;

    private ApiServer(TestAuthority authority)
    {
        Port = Loopback.FreePort();
        File.WriteAllText(_account.File("token"), Token);
        File.WriteAllText(_account.File("ca.crt"), authority.Pem);
        File.WriteAllText(_account.File("namespace"), Namespace);

        var (certificate, key) = authority.Issue(TestAuthority.Purpose.ServerAlone, address: IPAddress.Loopback);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, Port, listen => listen.UseHttps(X509CertificateLoader.LoadPkcs12(X509Certificate2.CreateFromPem(certificate, key).Export(X509ContentType.Pfx), null))));
        _app = builder.Build();
        _app.Use(Admit);
        _app.MapGet("/api/v1/namespaces/{ns}/pods/{name}", (HttpContext http, string ns, string name) => Read(http, ns, name));
        _app.MapGet("/api/v1/namespaces/{ns}/pods", (HttpContext http, string ns) => List(http, ns));
    }

    public int Port { get; }

    /// <summary>What a pod finds below /var/run/secrets/kubernetes.io/serviceaccount.</summary>
    public string ServiceAccount => _account.Path;

    /// <summary>Whether the service account may do nothing: its Role is not bound yet.</summary>
    public bool Forbids { get; set; }

    /// <summary>How many watch the pods.</summary>
    public int Watches => _watches.Count;

    /// <summary>What was asked for that the Role of the manifests does not allow.</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    public static async Task<ApiServer> Start(TestAuthority authority)
    {
        var server = new ApiServer(authority);
        await server._app.StartAsync();
        return server;
    }

    public void Add(string pod, params (string Label, string Value)[] labels)
    {
        var added = new V1Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new() { Name = pod, NamespaceProperty = Namespace, Labels = labels.ToDictionary(label => label.Label, label => label.Value, StringComparer.Ordinal) },
        };
        _pods[pod] = added;
        Tell("ADDED", added);
    }

    public void Delete(string pod)
    {
        Assert.True(_pods.TryRemove(pod, out var gone));
        Tell("DELETED", gone);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches.Keys)
        {
            watch.Writer.TryComplete();
        }

        await _app.StopAsync();
        await _app.DisposeAsync();
        _account.Dispose();
    }

    private async Task Admit(HttpContext http, RequestDelegate next)
    {
        var isOurs = string.Equals(http.Request.Headers.Authorization, $"Bearer {Token}", StringComparison.Ordinal);
        if (isOurs && !Forbids && HttpMethods.IsGet(http.Request.Method))
        {
            await next(http);
            return;
        }

        if (!Forbids)
        {
            Refused.Enqueue($"{http.Request.Method} {http.Request.Path}");
        }

        await Status(http, isOurs ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized);
    }

    private Task Read(HttpContext http, string ns, string name) =>
        string.Equals(ns, Namespace, StringComparison.Ordinal) && _pods.TryGetValue(name, out var pod) ? Answer(http, pod) : Status(http, HttpStatusCode.NotFound);

    private Task List(HttpContext http, string ns)
    {
        if (!string.Equals(ns, Namespace, StringComparison.Ordinal))
        {
            return Status(http, HttpStatusCode.NotFound);
        }

        var wanted = http.Request.Query["labelSelector"].ToString();
        return http.Request.Query["watch"] == "true"
            ? Watch(http, wanted)
            : Answer(http, new V1PodList { ApiVersion = "v1", Kind = "PodList", Metadata = new(), Items = [.. _pods.Values.Where(pod => Has(pod, wanted))] });
    }

    /// <summary>First those that are there, then every change, each on a line, until the caller goes.</summary>
    private async Task Watch(HttpContext http, string wanted)
    {
        var changes = Channel.CreateUnbounded<string>();
        http.Response.ContentType = "application/json";
        foreach (var pod in _pods.Values.Where(pod => Has(pod, wanted)))
        {
            changes.Writer.TryWrite(Line("ADDED", pod));
        }

        _watches[changes] = 0;
        try
        {
            await http.Response.StartAsync(http.RequestAborted);
            await foreach (var line in changes.Reader.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.WriteAsync(line, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The watcher has gone.
        }
        finally
        {
            _watches.TryRemove(changes, out _);
        }
    }

    private void Tell(string what, V1Pod pod)
    {
        foreach (var watch in _watches.Keys)
        {
            watch.Writer.TryWrite(Line(what, pod));
        }
    }

    private static string Line(string what, V1Pod pod) => $$"""{"type":"{{what}}","object":{{KubernetesJson.Serialize(pod)}}}""" + "\n";

    /// <summary>Whether a pod has every NAME=VALUE of a selector.</summary>
    private static bool Has(V1Pod pod, string wanted) => wanted.Split(',').Select(one => one.Split('=')).All(
        one => pod.Metadata.Labels.TryGetValue(one[0], out var value) && string.Equals(value, one[1], StringComparison.Ordinal));

    private static Task Status(HttpContext http, HttpStatusCode code)
    {
        http.Response.StatusCode = (int)code;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync($$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"{{code}}","code":{{(int)code}}}""", http.RequestAborted);
    }

    private static Task Answer(HttpContext http, object what)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(KubernetesJson.Serialize(what), http.RequestAborted);
    }
}
