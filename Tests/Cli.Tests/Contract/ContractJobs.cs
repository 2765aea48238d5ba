using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OrleansOps.Cli.Tests;

/// <summary>What the contract's gateway answers about jobs.</summary>
internal static class ContractJobs
{
    public static Task Submit(HttpContext http, ContractGateway gateway, string id, string body)
    {
        var isNew = false;
        var job = gateway.Jobs.GetOrAdd(id, _ =>
        {
            isNew = true;
            return new ContractJob(id) { Submitted = body };
        });
        if (!isNew && !string.Equals(job.Submitted, body, StringComparison.Ordinal))
        {
            return ContractGateway.Problem(http, 409, "conflicting-job", $"There is another job '{id}'", "The id was used for a different request.");
        }

        if (isNew)
        {
            gateway.WhenJobSubmitted(job);
        }

        return ContractGateway.Json(http, job.View(), isNew ? 201 : 200);
    }

    public static Task Of(HttpContext http, ContractJob job, string[] rest, string body) => (http.Request.Method, rest) switch
    {
        ("GET", []) => Read(http, job),
        ("GET", ["hosts"]) => ContractGateway.Page(http, job.Hosts(http.Request.Query["state"].FirstOrDefault())),
        ("POST", ["stop"]) when !job.IsOver => Change(http, job, () =>
        {
            job.Enter("stopping", "Stopped by tester.");
            job.WhenStopped(job);
        }),
        ("POST", ["pause"]) when !job.IsOver => Change(http, job, () => job.Enter("paused", "Paused by tester.")),
        ("POST", ["resume"]) when !job.IsOver => Change(http, job, () => job.Enter("running")),
        ("PATCH", []) when !job.IsOver => Change(http, job, () => job.Change(() => job.More["maxConcurrent"] = JsonNode.Parse(body)!["maxConcurrent"]!.DeepClone())),
        ("POST", ["retry"]) when job.IsOver => Change(http, job, () =>
        {
            job.Again(JsonNode.Parse(body)!["round"]!.GetValue<int>());
            job.WhenRetried(job);
        }),
        ("POST", ["retry"]) => ContractGateway.Problem(http, 409, "job-not-over", $"Job '{job.Id}' is not over.", "It is running, in round 1. Nothing was changed."),
        ("POST" or "PATCH", _) => ContractGateway.Problem(http, 409, "job-over", $"Job '{job.Id}' is over.", "Nothing was changed."),
        _ => ContractGateway.Problem(http, 404, "not-found", "Not found", "There is nothing at this address."),
    };

    private static Task Change(HttpContext http, ContractJob job, Action change)
    {
        change();
        return ContractGateway.Json(http, job.View());
    }

    /// <summary>With waitSeconds the answer comes when it is otherwise than was seen, or over; without seen only when it is over.</summary>
    private static async Task Read(HttpContext http, ContractJob job)
    {
        var seen = http.Request.Query["seen"].FirstOrDefault();
        for (var look = job.Look(); http.Request.Query.ContainsKey("waitSeconds") && !job.IsOver && (seen is null || look.Seen == seen); look = job.Look())
        {
            await look.Changed.WaitAsync(http.RequestAborted);
        }

        await ContractGateway.Json(http, job.View());
    }
}
