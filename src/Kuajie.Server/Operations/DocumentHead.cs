using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kuajie.Server.Operations;

/// <summary>What the OpenAPI document says of itself: title, version, how to sign in. No address: it is the same wherever the service runs.</summary>
internal sealed class DocumentHead : IOpenApiDocumentTransformer
{
    public const string KeyScheme = "apiKey";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Kuajie",
            Version = "v1",
            Description =
                "Cross-domain recommendations between a paid-knowledge platform and its partners. Refusals are RFC 9457 problems that say what was found, what was expected and the cure.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key, kj_….",
            },
        };
        return Task.CompletedTask;
    }
}
