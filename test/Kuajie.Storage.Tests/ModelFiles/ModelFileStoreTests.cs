using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Kuajie.Storage.ModelFiles;

namespace Kuajie.Storage.Tests.ModelFiles;

public sealed class ModelFileStoreTests : ModelFileStoreSuite, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ModelFileStore store;

    public ModelFileStoreTests() =>
        store = new ModelFileStore(folder.Path, Directory.CreateDirectory(Path.Combine(folder.Path, "staging")).FullName);

    protected override IModelFileStore Store => store;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_ChecksumIsWhatAChecksumToolSaysOfTheFile()
    {
        var checksum = store.Write("v1", Sample);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(store.PathOf("v1")))), checksum);
    }

    [Fact]
    public void Write_NoRoomForTheFile_SaysSoAndLeavesNothing()
    {
        Directory.CreateDirectory(store.PathOf("v1") + ".unfinished");

        var fault = Assert.Throws<KuajieException>(() => store.Write("v1", Sample));

        Assert.Equal("unwritable-model-file", fault.Code);
        Assert.False(File.Exists(store.PathOf("v1")));
    }

    [Fact]
    public void Read_Arrays_LieInTheMappedFileAtAlignedAddresses()
    {
        store.Write("v1", Sample);

        var read = store.Read("v1");

        Assert.False(MemoryMarshal.TryGetArray(read.State.Floats("factors", 6), out _));
        Assert.Equal(0, AddressOf(read.State.Floats("factors", 6).Span) % 64);
        Assert.Equal(0, AddressOf(read.State.Integers("rows").Span) % 64);
    }

    [Fact]
    public void Read_FileReplacedOrDeletedAfterwards_KeepsWhatItRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows refuses to replace a mapped file.");
        store.Write("v1", Sample);
        var read = store.Read("v1");

        store.Write("v1", Sample with { State = With("rows", [9, 9, 9]) });
        Assert.Equal([0, int.MaxValue, int.MinValue], read.State.Integers("rows").ToArray());
        Assert.Equal([9, 9, 9], store.Read("v1").State.Integers("rows").ToArray());

        File.Delete(store.PathOf("v1"));
        Assert.Equal([0, int.MaxValue, int.MinValue], read.State.Integers("rows").ToArray());
    }

    [Fact]
    public void Read_LargeModel_AllocatesNoneOfIt()
    {
        var large = new ModelArray.Floats(Enumerable.Range(0, 1_000_000).Select(place => (float)place).ToArray());
        var state = new ModelState("sample", 0, [1], "{}", new Dictionary<string, ModelArray> { ["factors"] = large });
        store.Write("v1", new ModelDocument(state, [new ModelDomain("knowledge", new IdMap(["c1"]))], "{}"));
        store.Read("v1");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = store.Read("v1");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(999_999f, read.State.Floats("factors", 1_000_000).Span[^1]);
        Assert.InRange(allocated, 0, 400_000);
    }

    [Fact]
    public void MappedFile_NoLongerReachable_IsUnmappedAfterItsGraceOnly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The list of mappings is a file on Linux only.");
        var (patient, prompt) = (Path.Combine(folder.Path, "patient"), Path.Combine(folder.Path, "prompt"));
        foreach (var path in (string[])[patient, prompt])
        {
            File.WriteAllBytes(path, new byte[4096]);
        }
        MapAndForget(patient, MappedFile.UsualGrace);
        // Whether it is mapped at first is not asked: a collection may have come between.
        MapAndForget(prompt, 0);

        for (var round = 0; round < 10 && IsMapped(prompt); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(IsMapped(prompt));
        Assert.True(IsMapped(patient));
    }

    [Fact]
    public void Read_ArrayKeptAlone_KeepsTheFileMapped()
    {
        store.Write("v1", Sample);
        var rows = KeepRows();

        for (var round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal([0, int.MaxValue, int.MinValue], rows.ToArray());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlyMemory<int> KeepRows() => store.Read("v1").State.Integers("rows");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MapAndForget(string path, long grace)
    {
        using var handle = File.OpenHandle(path);
        Assert.Equal(0f, new MappedFile(handle, 4096, grace).Elements<float>(64, 2).Span[1]);
    }

    private static bool IsMapped(string path) => File.ReadAllText("/proc/self/maps").Contains(path, StringComparison.Ordinal);

    private static nint AddressOf<T>(ReadOnlySpan<T> span)
        where T : struct => Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetReference(span));

    private static ModelState With(string name, int[] values) =>
        Sample.State with
        {
            Arrays = new Dictionary<string, ModelArray>(Sample.State.Arrays) { [name] = new ModelArray.Integers(values) },
        };
}
