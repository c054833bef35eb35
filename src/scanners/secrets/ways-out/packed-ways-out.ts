/** What pack-ways-out.ts made of the tables in this folder. Made by `npm run generate`: don't edit. */
export const packedWaysOut =
  '08Y#d4Jmqq*f!zE/f5AdgywlNfqL_oinETW48xnFzavb(rz.vptA7C:.2*.@J/|wWh#9^5xg!0?=*4?mrNKVOfz9P~ybE6^#L:EC;z#@t)9.m6' +
  'Kcg_&%f7c^#:T)u|XKIXp*D(S2:IhkUT=R:YWNU&0Krd;LXXDy%+F0Udyt?XR(y~TBLThT8bGq6MUz0K5%CCEaXsY7=[GO%Q%pp,sRQxxVT8?J' +
  ':#j[hP7Hj;)@Vhc#gpr^3i]S7liOTWF(H@n0[r;VuMb,:Ld/nt;^:VEHnjDE1=,2O.i6U&.A4s5)C23(LBJC#Q+qXD*;[GWyPFo3(ch+RCC)f#' +
  'igEF-0nt5PHR085V4y+oGJINA+6wX&]R+:7o]0+2iEu&K-]!pBW]!Q/*Ce8B-mz(uzxb!hOxpbv7o;nPHhl+xo713KFUnC#r;O![a0.*FQxeXg' +
  'C^XD4I(aF&inW#NmtYTxcB_5bKcacbLn%;rP=SNO,xWWHYP!QIv26otbrK]0HMnL5yHHrQlS1d2@MzK,496xiBy:AD8iDReE;+a95mZIYI(/gm' +
  'BYZlG-J[^AJ;r3=X^EVCAoO#C1eocgA1O3]56vJNk,3cRvWbG+9%zkO~%Eu/Wo;*Zai0GND1bixuir)v:ZvO5L8~zAgmNAVQ+F&wyP2MRd@@Y.' +
  'fffi[!@|,IR/eI/eZ0)RRfmtU74W[mOQtz]NKBh^*;ZpHdFNt+FmO_+jx5@B;l~wLo#3TayEwp0UwBERyy@r6y=j@9[J+*FQ#^%I1kd:ScKW1x' +
  'lQ&B-+EWbOv.1|?E1uv1FU-7Bhp6:sJp|!/Jm|@RD6;6P?!o&KqEO3hYv244][I:@ZRaH[Bm?yjcVe)EZiLX^c:aW[IH#~1kP)jYlA!~(Zf~x[' +
  'qX3kH3A.gg6L:QllcG!KCR!uoGb,=vi5#xhw1LNlP?A0M~NG[,^gG_5#pdUYKzkmBxdiE6hD[E,[0030SzN,Y+DCK_IUsGldcjyXabT4ms:zf9' +
  'B(n&-cNRooAKwYm+pxggo--=~VqCa/G@OY(TbG^^TBu(dF+Hk;q6c0,3cT,AO996+IpQ+_d1+/8!.+Kj4[Aw1K-N[&ZAJTvg5_P&_w&zv&hja7' +
  'Bl_TTJ@?Zc&1.0Y@G:IN(At]:%^pcR#--ld(7JL00&1?L&b/IE?-X&R0-fh]1C7~8Sh8MpnaHt^706x1bGx,Z_+1Dnk2n0%OsBHa)#=M/iPe|j' +
  '4G2@EEWmJj@6|P0+wlSKpRaGL(DA#d?YBvTLmXw8|(T~K4B0(SBXo!|:R:;JzJJ,5dryp;Wsv5m5qEtNCQO!,UrCPy*[BPUP8F]CKiB,Y=?-%b' +
  '~O:_wk.D;a0G:=DwYY@XqX[Cn5y?2fM8ph_|REzR!=,;)nx*0:pF|.W]pV@?EOk&!DOpuiqB;j#;K49L%I&K.r6lV%F?mr_gyZ/+ZDcW|Fs%-w' +
  'gR(6+_^+7Is/Cn1d/Z*),MjRSV6|15YqNDNMSV]cN!rUE!+m7,gJfV,3,XjnZG]N6_RlLFBIP~_#yN912Z446zMYGkt?ZU3-phA%0.ynAFd0o%' +
  'US^~a/2ViaPuAb-q5=pbOCHY=+K.u.1UBw2-*oVM_17jV.AJTv~h5iy@OJ71ae|9EZNkIS4H%9EYIo2BxF8t:i%tn/cHaIJdQotwN;U=pIk#V#' +
  'Yvq9(fqpm.x;=ZJe6]e+_5*gM[[-=#/QlwxmmAAxyB?Sf+#SqdTSo]CD[IXLh=,V,sg0]U6Lu!?EOdY:,2*^Cd%zWn,8:Y*;80#3])fl8hsSV(' +
  '(kHue8TyXW/ka2!nqk[FV1~k&5h(q|Fo7.;kxgt3*Vv/DcZ;D|og,gl,kIf;rMSG*2o|s:wE,_-/:wJ~O/h4z~QXeA5Lc0Hu';
