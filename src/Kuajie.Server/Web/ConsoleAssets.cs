using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Kuajie.Server.Web;

/// <summary>
/// Scripts and styles of the console. They are part of the assembly, so nothing is looked for on the disk or fetched from elsewhere. An address carries a digest of the
/// content and is kept by browsers for a year; the compressed form is made once, when first asked for.
/// </summary>
internal static class ConsoleAssets
{
    private const string Prefix = "console/";
    private static readonly FrozenDictionary<string, Asset> ByName = Read();
    private static readonly ConcurrentDictionary<string, byte[]> Compressed = new(StringComparer.Ordinal);

    /// <summary>The address of an asset, for example <c>console.css</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public static string Address(string name) => $"/assets/{ByName[name].Digest}/{name}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/assets/{digest}/{name}", [HttpMethods.Get, HttpMethods.Head], Get).ExcludeFromDescription().AllowAnybody();
        // The place at which Blazor's documentation and its own messages name the script.
        app.MapMethods(
                "/_framework/blazor.web.js",
                [HttpMethods.Get, HttpMethods.Head],
                (HttpContext context) => Get("", "blazor.web.js", context)
            )
            .ExcludeFromDescription()
            .AllowAnybody();
    }

    internal static IResult Get(string digest, string name, HttpContext context)
    {
        if (!ByName.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }
        var headers = context.Response.Headers;
        headers.CacheControl = digest == asset.Digest ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.Bytes(asset.Content, asset.Type, entityTag: new EntityTagHeaderValue($"\"{asset.Digest}\""));
        }
        headers.ContentEncoding = "br";
        return TypedResults.Bytes(
            Compressed.GetOrAdd(name, _ => Compress(asset.Content)),
            asset.Type,
            entityTag: new EntityTagHeaderValue($"\"{asset.Digest}-br\"")
        );
    }

    private static FrozenDictionary<string, Asset> Read()
    {
        var assembly = typeof(ConsoleAssets).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    private static Asset Read(Assembly assembly, string name)
    {
        using var resource = assembly.GetManifestResourceStream(name)!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return new Asset(content, Convert.ToHexStringLower(SHA256.HashData(content))[..16], TypeOf(Path.GetExtension(name)));
    }

    private static string TypeOf(string extension) =>
        extension switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => throw new NotSupportedException($"An asset of the console ends in '{extension}'; expected .css, .js or .svg."),
        };

    private static byte[] Compress(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var brotli = new BrotliStream(buffer, new BrotliCompressionOptions { Quality = 6 }))
        {
            brotli.Write(content);
        }
        return buffer.ToArray();
    }

    private sealed record Asset(byte[] Content, string Digest, string Type);
}
