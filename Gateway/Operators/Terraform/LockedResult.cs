using System.Text.Json;
using OrleansOps.Http;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>
/// Says that somebody has the lock: a problem as all others, with the members of the lock beside it, so that Terraform's client reads who that is and everybody else the code.
/// </summary>
internal sealed class LockedResult(string workspace, StateLock held) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status423Locked;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = Problems.Describe(WorkspaceRefusals.Locked(workspace, held));
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, WebJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("type", problem.Type);
            writer.WriteString("title", problem.Title);
            writer.WriteNumber("status", problem.Status);
            writer.WriteString("detail", problem.Detail);
            writer.WriteString("code", problem.Code);
            writer.WriteString("see", problem.See);
            StateLocks.Write(writer, held);
            writer.WriteEndObject();
        }

        httpContext.Response.StatusCode = problem.Status;
        httpContext.Response.ContentType = Problems.ContentType;
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), httpContext.RequestAborted);
    }
}
