using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansOps.Cli.Tests;

/// <summary>A real HTTP server that speaks the operators' REST contract, without anything behind it but what a test puts there.</summary>
internal sealed class ContractGateway : IAsyncDisposable
{
    public const string Token = "ops_admin_abcdefghij012345_0123456789012345678901234567890123456789012";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ContractRequest> _requests = new();

    private ContractGateway(WebApplication app) => _app = app;

    /// <summary>As opsctl is to be told.</summary>
    public string Address => _app.Urls.Single();

    public ConcurrentDictionary<string, ContractTask> Tasks { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, ContractJob> Jobs { get; } = new(StringComparer.Ordinal);

    public List<JsonObject> Agents { get; } = [];

    /// <summary>Plays the host of a task that has just been submitted.</summary>
    public Action<ContractTask> WhenSubmitted { get; set; } = _ => { };

    /// <summary>Plays the hosts of a job that has just been submitted.</summary>
    public Action<ContractJob> WhenJobSubmitted { get; set; } = _ => { };

    /// <summary>Asked first for every request; true if it has dealt with it.</summary>
    public Func<HttpContext, Task<bool>> Before { get; set; } = _ => Task.FromResult(false);

    public IReadOnlyList<ContractRequest> Requests => [.. _requests];

    public ContractRequest Single(string method) =>
        Assert.Single(Requests, request => string.Equals(request.Method, method, StringComparison.Ordinal));

    public static async Task<ContractGateway> Start(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var gateway = new ContractGateway(builder.Build());
        gateway._app.Run(gateway.Answer);
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>A task that is there before opsctl asks for it.</summary>
    public ContractTask Has(string id) => Tasks[id] = new ContractTask(id);

    public ContractJob HasJob(string id) => Jobs[id] = new ContractJob(id);

    public static Task Problem(HttpContext http, int status, string code, string title, string detail, JsonObject? errors = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        var problem = new JsonObject { ["type"] = $"urn:ops:{code}", ["title"] = title, ["status"] = status, ["detail"] = detail, ["code"] = code };
        if (errors is not null)
        {
            problem["errors"] = errors;
        }

        return http.Response.WriteAsync(problem.ToJsonString());
    }

    public static Task Json(HttpContext http, string json, int status = 200)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json);
    }

    public Task Stop() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        http.Request.EnableBuffering();
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
        var headers = http.Request.Headers;
        _requests.Enqueue(new ContractRequest(
            http.Request.Method,
            http.Request.Path + http.Request.QueryString,
            headers.Authorization.FirstOrDefault(),
            headers["Last-Event-ID"].FirstOrDefault(),
            headers.TraceParent.FirstOrDefault(),
            body));
        if (await Before(http))
        {
            return;
        }

        if (headers.Authorization != "Bearer " + Token)
        {
            await Problem(http, 401, "bad-token", "The token is not valid", "It is unknown, expired or revoked.");
            return;
        }

        await Route(http, body);
    }

    private Task Route(HttpContext http, string body)
    {
        var path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (http.Request.Method, path) switch
        {
            ("GET", ["api", "v1", "whoami"]) => Json(
                http, """{"tokenId":"abcdefghij012345","name":"tester","kind":"admin","server":{"version":"0.1.0"}}"""),
            ("PUT", ["api", "v1", "tasks", var id]) => Submit(http, id, body),
            ("GET", ["api", "v1", "tasks"]) => Page(http, [.. Tasks.Values.OrderByDescending(task => task.Id, StringComparer.Ordinal).Select(task => task.View())]),
            ("GET", ["api", "v1", "agents"]) => Page(http, [.. Agents.Select(agent => agent.ToJsonString())]),
            ("GET", ["api", "v1", "agents", var name]) when Agents.Find(agent => string.Equals(agent["name"]!.GetValue<string>(), name, StringComparison.Ordinal)) is { } agent =>
                Json(http, agent.ToJsonString()),
            ("DELETE", _) => NoContent(http),
            ("POST", ["api", "v1", "join-tokens"]) => Json(
                http, """{"token":"ops_join_j1_SECRET","id":"j1","expiresAt":"2026-01-02T03:04:05Z","uses":2}""", 201),
            ("POST", ["api", "v1", "tokens"]) => Json(http, """{"token":"ops_admin_t1_SECRET","id":"t1","name":"ci","expiresAt":"2026-04-02T03:04:05Z"}""", 201),
            (_, ["api", "v1", "tasks", var id, .. var rest]) when Tasks.TryGetValue(id, out var task) => OfTask(http, task, rest),
            ("PUT", ["api", "v1", "jobs", var id]) => ContractJobs.Submit(http, this, id, body),
            ("GET", ["api", "v1", "jobs"]) => Page(http, [.. Jobs.Values.OrderByDescending(job => job.Id, StringComparer.Ordinal).Select(job => job.View())]),
            (_, ["api", "v1", "jobs", var id, .. var rest]) when Jobs.TryGetValue(id, out var job) => ContractJobs.Of(http, job, rest, body),
            (_, ["api", "v1", "jobs", ..]) => Problem(http, 404, "unknown-job", "There is no such job", "Its id is wrong, or it was forgotten."),
            (_, ["api", "v1", "tasks", ..]) => Problem(http, 404, "unknown-task", "Unknown task", "There is no task with this id."),
            (_, ["api", "v1", "agents", ..]) => Problem(http, 404, "unknown-agent", "Unknown agent", "No agent has this id or name."),
            _ => Problem(http, 404, "not-found", "Not found", "There is nothing at this address."),
        };
    }

    private Task Submit(HttpContext http, string id, string body)
    {
        var isNew = false;
        var task = Tasks.GetOrAdd(id, _ =>
        {
            isNew = true;
            return new ContractTask(id) { Submitted = body };
        });
        if (!isNew && !string.Equals(task.Submitted, body, StringComparison.Ordinal))
        {
            return Problem(http, 409, "conflicting-task", "Conflicting task", "This id belongs to a task with another content.");
        }

        if (isNew)
        {
            WhenSubmitted(task);
        }

        return Json(http, task.View(), isNew ? 201 : 200);
    }

    private static Task OfTask(HttpContext http, ContractTask task, string[] rest) => (http.Request.Method, rest) switch
    {
        ("GET", []) => Wait(http, task),
        ("POST", ["cancel"]) => Cancel(http, task),
        ("GET", ["spec"]) => Json(http, task.Submitted is { Length: > 0 } body ? body : """{"agent":"a1","kind":"bash","script":"echo hi\necho there\n","env":{"SECRET":"x"}}"""),
        ("GET", ["log"]) => LogPage(http, task),
        ("GET", ["log", "follow"]) => ContractFollow.Serve(http, task),
        _ => Problem(http, 404, "not-found", "Not found", "There is nothing at this address."),
    };

    private static async Task Wait(HttpContext http, ContractTask task)
    {
        if (http.Request.Query.ContainsKey("waitSeconds"))
        {
            for (var look = task.Look(1); !look.Terminal; look = task.Look(1))
            {
                await look.Changed.WaitAsync(http.RequestAborted);
            }
        }

        await Json(http, task.View());
    }

    private static Task Cancel(HttpContext http, ContractTask task)
    {
        if (task.Terminal)
        {
            return Json(http, task.View());
        }

        task.Enter("cancelling");
        var view = task.View();
        task.WhenCancelled(task);
        return Json(http, view, 202);
    }

    private static Task LogPage(HttpContext http, ContractTask task)
    {
        var query = http.Request.Query;
        var stream = query["stream"].FirstOrDefault();
        var from = query["from"].FirstOrDefault() is { } first ? long.Parse(first, CultureInfo.InvariantCulture) : StartOf(query, stream, task);
        var (all, terminal, _, _) = task.Look(from);
        var page = all.Take(2).ToList();   // small, so that every test reads several
        var shown = page.Where(record => stream is null || string.Equals(record.Stream, stream, StringComparison.Ordinal)).Select(record => record.ToJson());
        var json = new JsonObject
        {
            ["records"] = new JsonArray([.. shown]),
            ["nextSeq"] = from + page.Count,
            ["complete"] = terminal && page.Count == all.Count,
        };
        return Json(http, json.ToJsonString());
    }

    /// <summary>Every record of the contract is of one moment of 2026.</summary>
    private static long StartOf(IQueryCollection query, string? stream, ContractTask task)
    {
        var (all, _, _, _) = task.Look(1);
        var end = all.Count + 1;
        if (query["since"].FirstOrDefault() is { } since && DateTimeOffset.Parse(since, CultureInfo.InvariantCulture) > new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero))
        {
            return end;
        }

        var matching = all.Where(record => stream is null || string.Equals(record.Stream, stream, StringComparison.Ordinal)).Select(record => record.Seq);
        return query["tail"].FirstOrDefault() is { } tail ? matching.TakeLast(int.Parse(tail, CultureInfo.InvariantCulture)).Append(end).First() : 1;
    }

    public static Task Page(HttpContext http, IReadOnlyList<string> items)
    {
        var limit = int.Parse(http.Request.Query["limit"].FirstOrDefault() ?? "100", CultureInfo.InvariantCulture);
        var start = int.Parse(http.Request.Query["cursor"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var size = Math.Min(limit, 2);   // the server may give less than it was asked for
        var page = items.Skip(start).Take(size);
        var json = new JsonObject { ["items"] = new JsonArray([.. page.Select(item => JsonNode.Parse(item))]) };
        if (start + size < items.Count)
        {
            json["nextCursor"] = (start + size).ToString(CultureInfo.InvariantCulture);
        }

        return Json(http, json.ToJsonString());
    }

    private static Task NoContent(HttpContext http)
    {
        http.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}
