using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Secrets;
using OrleansOps.Tasks;

namespace OrleansOps.Transfers;

/// <summary>Lets in who has the token that came with the order of a task, as long as that is not over.</summary>
internal sealed class TaskDoor(TaskSecrets secrets, IGrainFactory grains, StrangerLimit strangers)
{
    private const string Bearer = "Bearer ";

    private static readonly Refusal WrongToken = new(
        Api.ProblemCodes.WrongToken, "The token is not valid.", "It comes with the order of a task, for as long as that runs.");

    private static readonly Refusal TooManyWrong = new(
        Api.ProblemCodes.TooManyWrongTokens, "Too many wrong tokens came from this address.", "Wait as long as Retry-After says.");

    public static readonly Refusal NotAnyMore = new(
        Api.ProblemCodes.TaskOver, "The task is over.", "Its files come and go while it runs.");

    public async ValueTask<(TaskView? Task, Refusal? Refusal)> Open(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || secrets.ReadFileToken(header[Bearer.Length..].Trim()) is not { } known)
        {
            return (null, strangers.Take(http.Connection.RemoteIpAddress) is { } wait
                ? TooManyWrong with { RetryAfter = wait }
                : WrongToken);
        }

        return await grains.GetGrain<ITaskGrain>(known.TaskId).Describe() is { } task && !task.Phase.IsTerminal() && known.Attempt <= task.Attempt
            ? (task, null)
            : (null, NotAnyMore);
    }
}
