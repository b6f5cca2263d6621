using System.Buffers;
using System.Text;
using Kuajie.Platform.Imports.Live;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Kuajie.Server.Imports;

/// <summary>Reads an import's form from the network: files go to a folder as they come, never into memory.</summary>
/// <param name="folder">The folder, which is made.</param>
/// <param name="mostBytes">Largest form in bytes.</param>
internal sealed class ImportUpload(string folder, long mostBytes)
{
    private const int MostFiles = 20;
    private const int MostOptionBytes = 4_096;
    private const int MostNameCharacters = 100;
    private const int BlockSize = 128 * 1024;
    private static readonly string[] Parts = ["interactions", "items", "users"];
    private static readonly string[] Options = ["map", "preset", "encoding", "timeZone", "ratingRange", "kind", "dryRun"];
    private readonly Dictionary<string, List<string>> files = Parts.ToDictionary(
        part => part,
        _ => new List<string>(),
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    /// <summary>Bytes of files that arrived.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether a request carries a form with files.</summary>
    public static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 200 } boundary
            ? boundary.Value
            : null;

    /// <summary>Reads the form to its end.</summary>
    /// <exception cref="Platform.Faults.KuajieException">It is no such form, or the disk takes no more.</exception>
    public async Task<UploadedForm> ReadAsync(HttpContext context, string boundary)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = mostBytes;
        }
        Directory.CreateDirectory(folder);
        var reader = new MultipartReader(boundary, context.Request.Body);
        while (await NextAsync(reader, context.RequestAborted) is { } section)
        {
            await TakeAsync(section, context.RequestAborted);
        }
        var form = ToForm();
        // What its options mean is found out while somebody is there to be told.
        form.ToRequest("", folder);
        return form;
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellation);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw ImportFaults.Broken;
        }
    }

    private async Task TakeAsync(MultipartSection section, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var head))
        {
            throw ImportFaults.Broken;
        }
        var name = HeaderUtilities.RemoveQuotes(head.Name).Value ?? "";
        if (files.TryGetValue(name, out var list))
        {
            var given = head.FileNameStar.HasValue ? head.FileNameStar.Value : HeaderUtilities.RemoveQuotes(head.FileName).Value;
            list.Add(await StoreAsync(section.Body, NewPath(given ?? $"{name}.csv"), cancellation));
        }
        else if (Options.Contains(name, StringComparer.Ordinal))
        {
            options[name] = await TextAsync(section.Body, name, cancellation);
        }
        else
        {
            throw ImportFaults.UnknownPart(name.Length <= 60 ? name : name[..60] + "…");
        }
    }

    /// <summary>The sender's name as far as it is harmless: it says the format, and reports call the file by it.</summary>
    private string NewPath(string given)
    {
        if (files.Values.Sum(list => list.Count) >= MostFiles)
        {
            throw ImportFaults.TooManyFiles(MostFiles);
        }
        var name = string.Concat(given.Split('/', '\\')[^1].Select(each => char.IsLetterOrDigit(each) || each is '.' or '-' ? each : '_'))
            .TrimStart('.');
        name = name.Length > MostNameCharacters ? name[^MostNameCharacters..] : name;
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, number == 1 && name.Length > 0 ? name : $"{number}-{name}");
            if (!File.Exists(path))
            {
                return path;
            }
        }
    }

    private async Task<string> StoreAsync(Stream from, string path, CancellationToken cancellation)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            while (await ReadAsync(from, block, cancellation) is var length and > 0)
            {
                await WriteAsync(file, block.AsMemory(0, length), cancellation);
                Bytes += length;
            }
            Flush(file);
            return Path.GetFileName(path);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static async Task<int> ReadAsync(Stream from, Memory<byte> block, CancellationToken cancellation)
    {
        try
        {
            return await from.ReadAsync(block, cancellation);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw ImportFaults.Broken;
        }
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(bytes, cancellation);
        }
        catch (IOException refusal)
        {
            throw ImportFaults.NotStored(refusal);
        }
    }

    /// <summary>What is answered for survives the end of the machine too.</summary>
    private static void Flush(FileStream file)
    {
        try
        {
            file.Flush(flushToDisk: true);
        }
        catch (IOException refusal)
        {
            throw ImportFaults.NotStored(refusal);
        }
    }

    private static async Task<string> TextAsync(Stream from, string name, CancellationToken cancellation)
    {
        var bytes = new byte[MostOptionBytes + 1];
        var length = 0;
        while (length < bytes.Length && await ReadAsync(from, bytes.AsMemory(length), cancellation) is var read and > 0)
        {
            length += read;
        }
        return length <= MostOptionBytes
            ? Encoding.UTF8.GetString(bytes, 0, length).Trim()
            : throw ImportFaults.TooLongOption(name, MostOptionBytes);
    }

    private UploadedForm ToForm() =>
        new()
        {
            Interactions = files["interactions"],
            Items = files["items"],
            Users = files["users"],
            Map = Option("map"),
            Preset = Option("preset"),
            Encoding = Option("encoding"),
            TimeZone = Option("timeZone"),
            RatingRange = Option("ratingRange"),
            Kind = Option("kind"),
            IsDryRun = string.Equals(Option("dryRun"), "true", StringComparison.OrdinalIgnoreCase),
        };

    private string? Option(string name) => options.TryGetValue(name, out var text) && text.Length > 0 ? text : null;
}
