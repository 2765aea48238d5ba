using System.ComponentModel;
using OrleansOps.Access;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Secrets;

namespace OrleansOps.Operators.Secrets;

/// <summary>Storing secrets under names, and saying of them all but their values.</summary>
internal static class SecretEndpoints
{
    public static void MapSecrets(this IEndpointRouteBuilder routes)
    {
        var secrets = routes.MapGroup("/secrets").WithTags("Secrets");
        secrets.MapPut("/{name}", Put).WithName("putSecret").WithSummary("Stores a secret under a name, or changes its value or its hosts. The value is given out to nobody but hosts whose tasks name it.")
            .Answers<Api.SecretView>(StatusCodes.Status200OK, StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        secrets.MapGet("/{name}", Read).WithName("readSecret").WithSummary("Says of a stored secret all but its value.")
            .Answers<Api.SecretView>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        secrets.MapGet("", List).WithName("listSecrets").WithSummary("Lists stored secrets by name, without their values.")
            .Answers<Api.SecretList>(StatusCodes.Status200OK).Refuses(StatusCodes.Status400BadRequest);
        secrets.MapDelete("/{name}", Delete).WithName("deleteSecret").WithSummary("Deletes a stored secret. Tasks that name it and were not sent yet never run.")
            .Produces(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        secrets.MapPost("/reseal", Reseal).WithName("resealSecrets").WithSummary("Seals with the first key what is sealed with an older one, so that the older one can go.")
            .Answers<Api.ResealView>(StatusCodes.Status200OK).Refuses();
    }

    private static async Task<IResult> Put(string name, JsonBody<Api.PutSecret> body, IGrainFactory grains, SecretSeal seal, GatewayMeter meter, HttpContext http)
    {
        if ((SecretRules.Name(name) ?? SecretRules.Broken(body.Value)) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        var (value, on) = (body.Value.Value, body.Value.On);
        http.Audit().Of(name, string.Join(", ", new[] { value is null ? null : "value", on is null ? null : $"for hosts where {on}" }.OfType<string>()));
        var reply = await grains.GetGrain<ISecretGrain>(name).Put(new SecretSpec
        {
            Value = value is null ? null : seal.Seal(name, value),
            Key = seal.Key,
            On = on,
            By = http.User.TokenName(),
            ById = http.User.TokenId(),
        });
        return reply.Secret switch
        {
            null => meter.Refuse(SecretRefusals.Of(reply.Status, name)),
            { } secret when reply.Status == SecretPutStatus.Created => TypedResults.Created($"/api/v1/secrets/{name}", Shown(secret, seal)),
            { } secret => TypedResults.Ok(Shown(secret, seal)),
        };
    }

    private static async Task<IResult> Read(string name, IGrainFactory grains, SecretSeal seal) =>
        SecretRules.Name(name) is { } refusal ? refusal.ToResult()
        : await grains.GetGrain<ISecretGrain>(name).Describe() is { } secret ? TypedResults.Ok(Shown(secret, seal))
        : SecretRefusals.Unknown(name).InAddress().ToResult();

    private static async Task<IResult> List(
        IGrainFactory grains, SecretSeal seal,
        [Description("1 to 500; default 100.")] string? limit = null,
        [Description("From nextCursor of the page before.")] string? cursor = null)
    {
        var items = 0;
        if ((QueryValues.Items(limit, out items) ?? (cursor is null || SecretNames.IsName(cursor) ? null : QueryValues.WrongCursor)) is { } refusal)
        {
            return refusal.ToResult();
        }

        var page = await grains.GetGrain<ISecretIndexGrain>(0).List(cursor, items);
        return TypedResults.Ok(new Api.SecretList([.. page.Items.Select(secret => Shown(secret, seal))], page.NextCursor));
    }

    private static async Task<IResult> Delete(string name, IGrainFactory grains, GatewayMeter meter, HttpContext http)
    {
        if (SecretRules.Name(name) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        http.Audit().Of(name);
        return await grains.GetGrain<ISecretGrain>(name).Delete() ? TypedResults.NoContent() : meter.Refuse(SecretRefusals.Unknown(name).InAddress());
    }

    private static async Task<IResult> Reseal(SecretResealing resealing, HttpContext http)
    {
        var done = await resealing.All(http.RequestAborted);
        http.Audit().Of("all", $"{done.Resealed} sealed anew");
        return TypedResults.Ok(done);
    }

    private static Api.SecretView Shown(SecretView secret, SecretSeal seal) => new()
    {
        Name = secret.Name,
        On = secret.On,
        Version = secret.Version,
        OlderKey = !string.Equals(secret.Key, seal.Key, StringComparison.Ordinal),
        CreatedAt = secret.CreatedAt,
        ChangedAt = secret.ChangedAt,
        By = secret.By,
        ById = secret.ById,
    };
}
