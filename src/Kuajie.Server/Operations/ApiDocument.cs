using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Kuajie.Server.Operations;

/// <summary>
/// The OpenAPI document and the page to browse it with. The document that is checked in is compared with what a running server says, by a test that also writes it: the build itself does not make
/// it, since the generator starts the program for it, and this one cannot start without a workspace.
/// </summary>
internal static class ApiDocument
{
    private const string PagePolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    public static void Add(IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            document =>
            {
                document.AddDocumentTransformer<DocumentHead>();
                document.AddOperationTransformer<AccessNotes>();
                document.AddOperationTransformer<OptionalLists>();
            }
        );

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnybody();
        app.MapScalarApiReference("/scalar", page => page.WithTitle("Kuajie").DisableDefaultFonts().DisableTelemetry())
            .AddEndpointFilter(
                (context, next) =>
                {
                    context.HttpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
                    return next(context);
                }
            )
            .AllowAnybody();
    }
}
