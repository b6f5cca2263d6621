using System.Security.Cryptography;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Kuajie.Server.Interactions;

/// <summary>The script that pages include to tell what their visitors do. It is part of the program.</summary>
internal static class PageScript
{
    public const string Path = "/kuajie.js";
    private const string ResourceName = "kuajie.js";
    private static readonly byte[] Text = Read();
    private static readonly EntityTagHeaderValue Tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Text))[..32]}\"");

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], Get).ExcludeFromDescription().OpenToPages().AllowAnybody();

    /// <summary>The script for pages. Browsers keep it for an hour and then ask whether it has changed.</summary>
    internal static FileContentHttpResult Get(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.File(Text, "text/javascript; charset=utf-8", entityTag: Tag);
    }

    private static byte[] Read()
    {
        using var resource = typeof(PageScript).Assembly.GetManifestResourceStream(ResourceName)!;
        using var text = new MemoryStream();
        resource.CopyTo(text);
        return text.ToArray();
    }
}
