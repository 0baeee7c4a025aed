#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# bare.sh [FOLDER]: do the two commands of the README work on a bare machine?
#
# Makes a debootstrap minbase chroot of this machine's release in FOLDER (default: a new one below
# /var/tmp), holding nothing but a clone of the committed tree, mounts /proc, runs `./dev run` and
# `./dev test` in it with an empty environment, and tells the minutes of each. Mirror and proxy are
# taken from this system's own apt settings. Needs root, debootstrap and git; FOLDER is left there.
set -euo pipefail
cd "$(dirname "$0")/.."
root=${1:-$(mktemp -d /var/tmp/heng-bare.XXXXXX)}
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
    awk -v release="$release" '$1 == release { print $2; exit }')
[ -n "$mirror" ] || {
    echo "apt knows no mirror of $release" >&2
    exit 1
}

if [ ! -x "$root/usr/bin/apt-get" ]; then
    echo "debootstrap $release into $root …"
    debootstrap --variant=minbase "$release" "$root" "$mirror" >"$root.log" 2>&1 || {
        tail -n 20 "$root.log" >&2
        exit 1
    }
fi
apt-config dump Acquire >"$root/etc/apt/apt.conf.d/00outside"
rm -f "$root/etc/apt/sources.list"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] && cp "$file" "$root${file}"
done
cp /etc/resolv.conf /etc/hosts "$root/etc/"
rm -rf "$root/heng"
git clone --quiet --no-hardlinks . "$root/heng"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
trap 'umount "$root/proc"' EXIT

for verb in run test; do
    begin=$SECONDS
    chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
        /heng/dev $verb || {
        echo "./dev $verb failed" >&2
        exit 1
    }
    took=$((SECONDS - begin))
    printf '== ./dev %s: %d min %02d s\n' "$verb" $((took / 60)) $((took % 60))
done
