using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Files;

namespace Kuajie.Cli.Output;

/// <summary>Files that the person asked for: written whole or not at all; a place that cannot be written is a failure with a cure.</summary>
internal static class OutputFile
{
    public static void WriteText(string path, string text) => Write(path, () => AtomicFile.WriteText(path, text));

    public static void Write(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new KuajieException(
                "cannot-write",
                CliTexts.CannotWrite(path, fault.Message),
                CliTexts.CannotWriteExpected,
                CliTexts.CannotWriteCure,
                path,
                inner: fault
            );
        }
    }
}
