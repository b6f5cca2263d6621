using System.Text.Encodings.Web;
using Kuajie.Client;
using Kuajie.Client.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Kuajie.Samples.Shop;

/// <summary>
/// A minimal shop of courses: two static pages and one endpoint that asks Kuajie for lists. What visitors do goes from their browsers to Kuajie directly, by kuajie.js; the key that may
/// ask for recommendations never leaves this server.
/// </summary>
public static class Shop
{
    private const int ListLength = 6;

    /// <summary>Builds the shop.</summary>
    public static WebApplication Build(ShopSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(settings.Address);
        builder.Services.AddSingleton(_ => new KuajieClient(settings.Kuajie, settings.SecretKey));
        var app = builder.Build();
        var files = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "shop"));
        app.MapGet("/", (HttpContext context) => PageAsync(context, files, "index.html", settings));
        app.MapGet("/course", (HttpContext context) => PageAsync(context, files, "course.html", settings));
        app.MapGet("/lists/{kind}", (HttpContext context, string kind, KuajieClient kuajie) => ListAsync(context, kind, kuajie, settings));
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files });
        return app;
    }

    /// <summary>A page with the address of kuajie.js and the public key filled in.</summary>
    private static async Task PageAsync(HttpContext context, PhysicalFileProvider files, string name, ShopSettings settings)
    {
        using var reader = new StreamReader(files.GetFileInfo(name).CreateReadStream());
        var page = (await reader.ReadToEndAsync(context.RequestAborted))
            .Replace("{kuajie}", HtmlEncoder.Default.Encode(settings.Kuajie.GetLeftPart(UriPartial.Authority)), StringComparison.Ordinal)
            .Replace("{domain}", HtmlEncoder.Default.Encode(settings.Domain), StringComparison.Ordinal)
            .Replace("{key}", HtmlEncoder.Default.Encode(settings.PageKey), StringComparison.Ordinal);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(page, context.RequestAborted);
    }

    /// <summary>The shop's own courses (<c>own</c>) or the partner's items (<c>partner</c>) for this visit, with reasons. An empty list where Kuajie has none: a shop goes on without it.</summary>
    private static async Task<IResult> ListAsync(HttpContext context, string kind, KuajieClient kuajie, ShopSettings settings)
    {
        var query = context.Request.Query;
        var session = query["session"].ToString();
        var request = new RecommendationRequest(
            Session: session.Length > 0 ? session : null,
            Targets: [new TargetRequest(kind == "partner" ? settings.Partner : settings.Domain)],
            Count: ListLength,
            Explain: true,
            Language: query["language"].ToString() is "zh" ? "zh" : "en"
        );
        try
        {
            var list = await kuajie.Recommendations.RecommendAsync(settings.Domain, request, context.RequestAborted);
            return Results.Text(ShopJson.Write(list), "application/json");
        }
        catch (Exception fault) when (fault is KuajieProblemException or HttpRequestException)
        {
            return Results.Text("""{"list":null,"items":[]}""", "application/json");
        }
    }
}
