using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Texts;

namespace Kuajie.Server.Imports;

/// <summary>Refusals about imports and their uploads.</summary>
internal static class ImportFaults
{
    private static readonly TextSource Source = TextSource.Of(typeof(ImportFaults));

    public static KuajieException UnknownImport(string domain) => Fault("unknown-import", "UnknownImport", domain);

    public static KuajieException NoProgress => Fault("unknown-progress", "NoProgress");

    public static KuajieException NoRejectedRows => Fault("unknown-rejected-rows", "NoRejectedRows");

    public static KuajieException MediaType => Fault("media-type", "MediaType");

    public static KuajieException Broken => Fault("broken-upload", "Broken");

    public static KuajieException NothingToPreview => ImportTexts.Source.Fault("nothing-to-import", "NothingUploaded", isUsage: true);

    /// <summary>Files are known to their sender by name, not by the place where they lay here.</summary>
    public static KuajieException WithoutFolder(KuajieException fault, string folder)
    {
        string Short(string text) => text.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        var where = fault.Where is { } path ? Short(path) : null;
        return new KuajieException(fault.Code, Short(fault.Found), Short(fault.Expected), Short(fault.Cure), where, fault.IsUsage, fault);
    }

    public static KuajieException TooManyFiles(int most) => Fault("too-many-files", "TooManyFiles", most);

    public static KuajieException TooLongOption(string name, int most) =>
        Source.Fault("too-long", "TooLongOption", name, true, null, name, most);

    public static KuajieException UnknownPart(string name) => Source.Fault("unknown-part", "UnknownPart", name, true, null, name);

    public static KuajieException NotStored(Exception refusal) => Source.Fault("store-full", "NotStored", inner: refusal);

    private static KuajieException Fault(string code, string key, params ReadOnlySpan<object?> arguments) =>
        Source.Fault(code, key, isUsage: true, arguments: arguments);
}
