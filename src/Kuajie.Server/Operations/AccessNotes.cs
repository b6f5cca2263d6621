using System.Globalization;
using System.Text.Json.Nodes;
using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kuajie.Server.Operations;

/// <summary>Writes each endpoint's access rule into the document as <c>x-access</c>, where people and the authorisation tests read it.</summary>
internal sealed class AccessNotes : IOpenApiOperationTransformer
{
    public const string Extension = "x-access";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().SingleOrDefault() is not { } rule)
        {
            return Task.CompletedTask;
        }
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        operation.Extensions[Extension] = new JsonNodeExtension(Note(rule));
        if (!rule.IsOpen)
        {
            var scheme = new OpenApiSecuritySchemeReference(DocumentHead.KeyScheme, context.Document);
            operation.Security = [new OpenApiSecurityRequirement { [scheme] = [] }];
        }
        return Task.CompletedTask;
    }

    private static JsonObject Note(AccessRule rule)
    {
        var note = new JsonObject
        {
            ["scopes"] = Names(WireNames.OfScopes(rule.Scopes)),
            ["roles"] = Names(WireNames.OfRoles(rule.Roles)),
            ["operatorOnly"] = rule.IsForOperator,
            ["open"] = rule.IsOpen,
            ["openToLoopback"] = rule.IsOpenToLoopback,
        };
        if (rule.Need is { } need)
        {
            note["domain"] =
                need.Shares == PartnershipShares.None
                    ? "own"
                    : string.Create(CultureInfo.InvariantCulture, $"own or shared: {string.Join(", ", WireNames.OfShares(need.Shares))}");
        }
        return note;
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)JsonValue.Create(name)!)];
}
