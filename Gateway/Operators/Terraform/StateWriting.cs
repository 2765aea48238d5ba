using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>Makes a content that came in the newest version, or throws it away and says why.</summary>
internal static class StateWriting
{
    /// <param name="id">Of the workspace.</param>
    /// <param name="version">What came in; who wrote it is added.</param>
    /// <param name="lockId">The lock under which it is written; null: none.</param>
    /// <param name="grains">Where the workspace is.</param>
    /// <param name="contents">Where the content lies.</param>
    /// <param name="meter">Counts refusals.</param>
    /// <param name="http">The request.</param>
    public static async Task<IResult> Write(string id, StateVersion version, string? lockId, IGrainFactory grains, StateContents contents, GatewayMeter meter, HttpContext http)
    {
        version = version with { By = http.User.TokenName(), ById = http.User.TokenId() };
        var reply = await grains.GetGrain<IWorkspaceGrain>(id).Write(version, lockId);
        if (reply.Status == StateWriteStatus.Stored)
        {
            return TypedResults.Ok(reply.Newest!.ToRest());
        }

        contents.Discard(id, version.Content);
        return reply.Status switch
        {
            StateWriteStatus.Same => TypedResults.Ok(reply.Newest!.ToRest()),
            StateWriteStatus.Locked => meter.Refuse(id, reply.Lock!),
            _ => meter.Refuse(WorkspaceRefusals.Of(id, version, lockId, reply)),
        };
    }
}
