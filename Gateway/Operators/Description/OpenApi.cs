using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using OrleansOps.Access;
using OrleansOps.Lifetime;

namespace OrleansOps.Operators.Description;

/// <summary>The description of the operators' API.</summary>
internal static class OpenApi
{
    public const string Document = "v1";

    /// <summary>Of the doors that take a token as a password.</summary>
    private const string Basic = "Basic";

    public static void AddApiDescription(this WebApplicationBuilder builder) => builder.Services.AddSingleton<ApiDescription>().AddOpenApi(Document, options =>
    {
        options.DescribeAsSent();
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "OrleansOps",
                Version = ServerVersion.Text,
                Description = "Runs operations work on many hosts. Every refusal is an RFC 9457 problem with a stable code; where in the API to go on is its field see.",
            };
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[AccessPolicies.Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token: ops_admin_... for operators, ops_join_... for a host that joins.",
            };
            document.Components.SecuritySchemes[SessionCookie.Name] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.Name,
                Description = "The session of a browser, from POST /api/v1/sessions. Opens what its token opens; changes need the console's own origin.",
            };
            document.Components.SecuritySchemes[Basic] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "basic",
                Description = "A token as the password, with any user: for Terraform, which shows it no other way.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
            {
                operation.Security ??= [];
                operation.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(AccessPolicies.Scheme, context.Document)] = [] });
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TokenAsPassword>().Any())
                {
                    operation.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Basic, context.Document)] = [] });
                }

                if (IsForOperators(context.Description.ActionDescriptor.EndpointMetadata))
                {
                    operation.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SessionCookie.Name, context.Document)] = [] });
                }
            }

            return Task.CompletedTask;
        });
    });

    /// <summary>A browser's session opens what operators may do: what names no policy, or theirs.</summary>
    private static bool IsForOperators(IList<object> metadata) =>
        metadata.OfType<IAuthorizeData>().All(lockedBy => lockedBy.Policy is null or AccessPolicies.Operators or AccessPolicies.States);

    public static void MapApiDescription(this WebApplication app) => app
        .MapGet($"/openapi/{Document}.json", async (ApiDescription description) => TypedResults.Bytes(await description.Read(), "application/json; charset=utf-8"))
        .AllowAnonymous().ExcludeFromDescription();
}
