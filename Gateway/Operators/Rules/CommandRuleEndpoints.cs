using System.Globalization;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Http;
using OrleansOps.Metrics;
using OrleansOps.Operators.Agents;
using OrleansOps.Rules;

namespace OrleansOps.Operators.Rules;

/// <summary>Rules on what tasks run: reading them, putting others in their place, and asking which fit.</summary>
internal static class CommandRuleEndpoints
{
    public static void MapCommandRules(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/command-rules").WithTags("Rules");
        rules.MapGet("", Read).WithName("readCommandRules").WithSummary("Reads the rules on what tasks run.")
            .Answers<Api.CommandRulesView>(StatusCodes.Status200OK).Refuses();
        rules.MapPut("", Replace).WithName("putCommandRules").WithSummary("Puts other rules in the place of all that there are. They hold within two seconds, for what is submitted from then on.")
            .Answers<Api.CommandRulesView>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status412PreconditionFailed, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);
        rules.MapPost("/test", Test).WithName("testCommandRules").WithSummary("Says which rules fit a script or a command, and does nothing.")
            .Answers<Api.CommandRulesTest>(StatusCodes.Status200OK)
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Read(IGrainFactory grains) => TypedResults.Ok(ToRest(await Grain(grains).Read()));

    private static async Task<IResult> Replace(JsonBody<Api.PutCommandRules> body, IGrainFactory grains, GatewayMeter meter, HttpContext http)
    {
        if (CommandRuleRules.Broken(body.Value) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        var rules = body.Value.Rules!.Select(rule => new CommandRule(rule.Name!, rule.Expression!, rule.On, rule.Action!.Value, rule.Message)).ToList();
        var set = await Grain(grains).Replace(rules, body.Value.Version!.Value, http.User.TokenName());
        if (set is null)
        {
            return meter.Refuse(Changed());
        }

        http.Audit().Of("all", string.Create(CultureInfo.InvariantCulture, $"version {set.Version}: {string.Join(", ", set.Rules.Select(rule => rule.Name))}"));
        return TypedResults.Ok(ToRest(set));
    }

    private static async Task<IResult> Test(JsonBody<Api.TestCommandRules> body, IGrainFactory grains, AgentNames names, GatewayMeter meter)
    {
        if (CommandRuleRules.Broken(body.Value) is { } refusal)
        {
            return meter.Refuse(refusal);
        }

        AgentView? host = null;
        if (body.Value.Agent is { } named)
        {
            (host, var unknown) = await names.Resolve(named);
            if (host is null)
            {
                return meter.Refuse(unknown!);
            }
        }

        var matcher = new CommandRuleMatcher(await Grain(grains).Read());
        return TypedResults.Ok(new Api.CommandRulesTest([.. matcher.Fitting(body.Value.Text!, host).Select(ToRest)]));
    }

    private static ICommandRulesGrain Grain(IGrainFactory grains) => grains.GetGrain<ICommandRulesGrain>(ICommandRulesGrain.Key);

    private static Refusal Changed() => new(
        Api.ProblemCodes.RulesChanged, "The rules were changed since they were read.", "Somebody else has written them. Read them again, and send the change with their version.")
    { See = "GET /api/v1/command-rules" };

    private static Api.CommandRulesView ToRest(CommandRuleSet set) => new()
    {
        Version = set.Version,
        Rules = [.. set.Rules.Select(ToRest)],
        ChangedAt = set.ChangedAt,
        By = set.By,
    };

    private static Api.CommandRuleView ToRest(CommandRule rule) => new()
    {
        Name = rule.Name,
        Expression = rule.Expression,
        On = rule.On,
        Action = rule.Action,
        Message = rule.Message,
    };
}
