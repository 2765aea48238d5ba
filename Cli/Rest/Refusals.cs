using System.Net;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>Turns an answer that is not a success into what the user needs to know.</summary>
internal static class Refusals
{
    /// <summary>Longest error body that is read: an error page of a proxy can be any size.</summary>
    private const int BodyLimit = 64 * 1024;

    public static async Task<CliException> From(HttpResponseMessage response, Uri server, CancellationToken cancel)
    {
        var problem = await ReadProblem(response, cancel);
        var status = response.StatusCode;
        return new CliException(ExitCodes.Refused, Title(response, problem, server), problem?.Detail, Hint(status, problem, server))
        {
            Problem = problem,
            Retry = RetryOf(status),
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    private static string Title(HttpResponseMessage response, Problem? problem, Uri server)
    {
        var status = (int)response.StatusCode;
        if (problem is { Title: { Length: > 0 } title })
        {
            return problem.Code is { } code ? $"{title.TrimEnd('.')} ({status} {code})." : $"{title.TrimEnd('.')} ({status}).";
        }

        return response.Headers.Location is { } location && status is >= 300 and < 400
            ? $"{ServerAddress.Show(server)} redirects to {location} ({status})."
            : $"{ServerAddress.Show(server)} answered {status} {response.ReasonPhrase} without saying why.";
    }

    private static string? Hint(HttpStatusCode status, Problem? problem, Uri server) => (status, problem?.Code) switch
    {
        (HttpStatusCode.Unauthorized, _) => $"Log in again: opsctl login --server {ServerAddress.Show(server)}",
        (_, KnownProblems.NotAnApprover) => null,
        (HttpStatusCode.Forbidden, _) => "opsctl needs an admin token; join and agent tokens do not open this door. See opsctl whoami.",
        (_, KnownProblems.UnknownAgent) => "opsctl hosts lists the hosts.",
        (_, KnownProblems.UnknownTask) => "opsctl tasks lists the tasks.",
        (_, KnownProblems.UnknownToken) => "opsctl tokens list shows the tokens.",
        (_, KnownProblems.UnknownSecret) => "opsctl secrets list shows the stored secrets.",
        (_, KnownProblems.UnknownLock) => "opsctl locks list shows the locks that tasks have.",
        (_, KnownProblems.UnknownSession) => "opsctl sessions list shows the browsers that are logged in.",
        (_, KnownProblems.UnknownWorkflow) => "opsctl workflow list shows the workflows.",
        (_, KnownProblems.UnknownWorkspace) => "opsctl tf list shows the workspaces.",
        (_, KnownProblems.UnknownJob) => "opsctl jobs lists the jobs.",
        (_, KnownProblems.ConflictingTask or KnownProblems.ConflictingJob or KnownProblems.ConflictingWorkflow) => "Choose another --id, or leave it out to have one made.",
        ( >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest, _) => "Log in with the address it redirects to.",
        (HttpStatusCode.NotFound, null) => "Is it the address of an OrleansOps gateway?",
        _ => FieldOptions.Sentence(problem?.Errors?.Keys ?? []),
    };

    private static Retry RetryOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => Retry.Always,
        HttpStatusCode.InternalServerError => Retry.AfterContact,
        _ => Retry.Never,
    };

    private static async Task<Problem?> ReadProblem(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancel);
            var bytes = new byte[BodyLimit];
            var length = await body.ReadAtLeastAsync(bytes, BodyLimit, throwOnEndOfStream: false, cancel);
            return JsonSerializer.Deserialize(bytes.AsSpan(0, length), CliJson.Default.Problem);
        }
        catch (Exception broken) when (broken is JsonException or IOException)
        {
            return null;   // the status line still says enough to go on
        }
    }
}
